"""What is wrong with a file, where, what was expected there and what to do."""

from hustings.core.errors import HustingsError

MEND = "Correct the file and count again."


class FileFault(HustingsError):
    """The file cannot be taken for a poll: nothing of it is used."""

    def __init__(
        self,
        file: str,
        line: int,
        column: int,
        told: "Told",
    ) -> None:
        self.file, self.line, self.column, self.told = file, line, column, told
        where = f"{file}, line {line}" + (f", column {column}" if column else "")
        super().__init__(
            f"{where}: found {told.found}; expected {told.expected}. {told.do}"
        )


class Told(Exception):  # noqa: N818 - raised by a layout for its reader, which knows the line
    """A fault in one line, before anybody has looked which line it is. `column` counts from 1; 0 is the whole line."""

    def __init__(
        self, found: str, expected: str, column: int = 0, do: str = MEND
    ) -> None:
        super().__init__(found)
        self.found, self.expected, self.column, self.do = found, expected, column, do


class CannotWrite(HustingsError):
    """This layout has no way to say something that the poll holds and a count would miss."""


def shown(text: str, most: int = 40) -> str:
    """What was found, in quotation marks, cut where it is long."""
    return f"“{text if len(text) <= most else text[:most] + '…'}”"

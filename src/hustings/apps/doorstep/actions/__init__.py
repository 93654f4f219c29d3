"""What changes phones, what they hand in, questions and stalls."""

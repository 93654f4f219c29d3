"""Reaching a campaign from other programs: personal tokens, exports of visits, and the published description of it all."""

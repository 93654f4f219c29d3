"""Walks cut from the districts' doors, the teams they are given to, and who is out on which."""

"""What looks into other people's files, in a process of its own with little memory and time; no Django here.

`quartiersarbeit.ground.sandbox` starts it. One module a kind of file, each with one function that takes the file's
bytes and answers what the app needs to know of it, or raises `Refused` with a code.
"""

"""What everybody may know of tickets: which, where about, how far, in which cleared words.

One condition says which tickets exist for the public (`reach.PUBLIC`); every read here takes it.
Nothing here gives out a reporter, an officer, a tag, a note of officers, an exact place or words
that no officer has cleared. May import complaints, agencies, categories, store, thai, core.
"""

"""From live facts to frozen, provable paper.

Read in this order: `facts` asks all floors once as of a day (`money` alone reads the funding), `wording` tells
them in German, `composing` ties the stored texts to them, `reading` shows a partner its passages, `second_count`
counts every figure again, `approval` freezes facts, texts and files, `verifying` proves at any time that they
are what was approved.
"""

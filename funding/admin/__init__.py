"""The money in the admin, for look-up and repair; the rules of the database hold here as everywhere."""

from funding.admin import allocation, clock, legal_figure, notice, payment, proof, repayment

__all__ = ["allocation", "clock", "legal_figure", "notice", "payment", "proof", "repayment"]

"""Years from birthday to birthday. Knows no patient."""

from datetime import date


def whole_years(day: date, today: date) -> int:
    """How many birthdays have passed since a day, which may lie ahead."""
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def birthday(day: date, year: int) -> date:
    """The same day of another year: of the 29th of February the 1st of March."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)

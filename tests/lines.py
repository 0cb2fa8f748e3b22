"""Lines whose verdict hangs on another line, on how often they stand there, or on their words."""

TOGETHER = (
    "naltrexone 4.5 mg daily",
    "naltrexone 3 mg daily",
    "low-dose naltrexone 1.5 mg at night",
    "spasticity",
    "no opioids",
    "no tramadol",
    "tramadol 50 mg denied",
    "tramadol stopped 3 days ago",
    "codeine allergy",
    "bupropion",
    "naltrexone",
    "multiple sclerosis",
    "Child-Pugh C",
    "Tylenol",
    "tramadoll",
    "paracetamol 500 mg",
    "foobarolix",
    "mother takes methadone",
    "",
    "  ",
)

#: Conditions that other lines make graver, or that stand in the place of wider ones; and the same
#: words of somebody else, of the past, denied or in doubt, which do neither.
DEGREES = (
    "cirrhosis",
    "ascites",
    "liver disease",
    "encephalopathy",
    "decompensated cirrhosis",
    "hepatitis",
    "acute hepatitis",
    "raised liver enzymes",
    "CKD",
    "on dialysis",
    "cirrhosis, ascites",
    "cirrhosis 3 years ago",
    "ascites in 2019",
    "no ascites",
    "mother has cirrhosis",
    "possible cirrhosis",
    "query ascites",
    "chronic liver disease",
)

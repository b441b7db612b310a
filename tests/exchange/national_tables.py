"""The tables of the national building blocks, written out apart from the data of the program.

They come from the value sets of Nictiz (2020 and 2024); a slip of the pen in one of the two lists breaks a test.
"""

from app.models.vocabulary import (
    AddressKind,
    CapacityCode,
    Gender,
    MaritalStatus,
    ProficiencyLevel,
    ProficiencyMode,
    RelationKind,
)

ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
CONTACT_ROLE = "urn:oid:2.16.840.1.113883.2.4.3.11.22.472"
EXTRA_ROLE = "urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.23.1"
REPRESENTATION = "urn:oid:2.16.840.1.113883.2.4.3.11.60.40.4.23.3"
SNOMED = "http://snomed.info/sct"
NULL_FLAVOR = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"
V3 = "http://terminology.hl7.org/CodeSystem/v3-"

# The code of 2020, the code of 2024, our word.
RELATIONS = [
    ("WIFE", "127850001", RelationKind.WIFE),
    ("HUSB", "127849001", RelationKind.HUSBAND),
    ("DOMPART", "262043009", RelationKind.PARTNER),
    ("DAUC", "66089001", RelationKind.DAUGHTER),
    ("SONC", "65616008", RelationKind.SON),
    ("DAUINLAW", "1258961002", RelationKind.DAUGHTER_IN_LAW),
    ("SONINLAW", "1258960001", RelationKind.SON_IN_LAW),
    ("GRNDDAU", "44181008", RelationKind.GRANDDAUGHTER),
    ("GRNDSON", "70578009", RelationKind.GRANDSON),
    ("SIS", "27733009", RelationKind.SISTER),
    ("BRO", "70924004", RelationKind.BROTHER),
    ("SISINLAW", "300471000146104", RelationKind.SISTER_IN_LAW),
    ("BROINLAW", "300461000146105", RelationKind.BROTHER_IN_LAW),
    ("NIECE", "2959006", RelationKind.NIECE),
    ("NEPHEW", "47801002", RelationKind.NEPHEW),
    ("COUSN", "55538000", RelationKind.COUSIN),
    ("MTH", "72705000", RelationKind.MOTHER),
    ("FTH", "66839005", RelationKind.FATHER),
    ("MTHINLAW", "5181000124106", RelationKind.MOTHER_IN_LAW),
    ("FTHINLAW", "5171000124108", RelationKind.FATHER_IN_LAW),
    ("AUNT", "25211005", RelationKind.AUNT),
    ("UNCLE", "38048003", RelationKind.UNCLE),
    ("GRMTH", "113157001", RelationKind.GRANDMOTHER),
    ("GRFTH", "34871008", RelationKind.GRANDFATHER),
    ("GGRMTH", "78652007", RelationKind.GREAT_GRANDMOTHER),
    ("GGRFTH", "50261002", RelationKind.GREAT_GRANDFATHER),
    ("STPMTH", "65412001", RelationKind.STEP_MOTHER),
    ("STPFTH", "30578000", RelationKind.STEP_FATHER),
    ("MTHFOST", "38265003", RelationKind.FOSTER_MOTHER),
    ("FTHFOST", "8458002", RelationKind.FOSTER_FATHER),
    ("DAUFOST", "31831004", RelationKind.FOSTER_DAUGHTER),
    ("SONFOST", "12241003", RelationKind.FOSTER_SON),
    ("ADOPTM", "21464003", RelationKind.ADOPTIVE_MOTHER),
    ("ADOPTF", "609005", RelationKind.ADOPTIVE_FATHER),
]
RELATIONS_OF_2024_ONLY = [
    ("427568008", RelationKind.NEIGHBOUR),
    ("48385004", RelationKind.FRIEND),
    ("414043009", RelationKind.REGISTERED_PARTNER),
    ("300761000146104", RelationKind.EX_PARTNER),
    ("127848009", RelationKind.SPOUSE),
    ("86372007", RelationKind.GRANDCHILD),
    ("40683002", RelationKind.PARENT),
    ("375005", RelationKind.SIBLING),
    ("22573006", RelationKind.STEP_DAUGHTER),
    ("8674003", RelationKind.STEP_SON),
    ("86764008", RelationKind.STEP_CHILD),
    ("300521000146102", RelationKind.HOUSEMATE),
]
CAPACITIES = [
    (CONTACT_ROLE, "01", "300481000146102", CapacityCode.FIRST_CONTACT),
    (CONTACT_ROLE, "02", "300531000146100", CapacityCode.SECOND_CONTACT),
    (CONTACT_ROLE, "23", None, CapacityCode.CONTACT),
    (CONTACT_ROLE, "24", "310391000146105", CapacityCode.LEGAL_REPRESENTATIVE),
    (CONTACT_ROLE, "03", "1269519005", CapacityCode.GUARDIAN),
    (CONTACT_ROLE, "15", "300561000146109", CapacityCode.MENTOR),
    (CONTACT_ROLE, "14", "300551000146106", CapacityCode.PROPERTY_ADMINISTRATOR),
    (CONTACT_ROLE, "04", "300581000146101", CapacityCode.FINANCIAL_PROXY),
    (CONTACT_ROLE, "05", None, CapacityCode.FINANCIAL_OVERSIGHT),
    (CONTACT_ROLE, "11", "394619001", CapacityCode.GUARDIAN_OF_MINOR),
    (EXTRA_ROLE, "100001", "407542009", CapacityCode.INFORMAL_CARER),
    (CONTACT_ROLE, "06", None, CapacityCode.HOUSEHOLD),
    (CONTACT_ROLE, "07", None, CapacityCode.HELPER),
    (CONTACT_ROLE, "21", None, CapacityCode.CLIENT_SUPPORTER),
    (EXTRA_ROLE, "100002", "768733004", CapacityCode.SPIRITUAL_CARER),
    (EXTRA_ROLE, "100003", "40570005", CapacityCode.INTERPRETER),
    (EXTRA_ROLE, "100004", "12877000", CapacityCode.LAWYER),
]
CAPACITIES_OF_2024_ONLY = [
    ("310141000146103", CapacityCode.AUTHORISED_PERSON),
    ("300591000146104", CapacityCode.DE_FACTO_AGENT),
    ("300601000146109", CapacityCode.CONFIDANT),
    ("300491000146100", CapacityCode.OUTSIDE_SUPPORTER),
    ("310401000146108", CapacityCode.PARENTAL_AUTHORITY),
    ("106304008", CapacityCode.TEACHER),
    ("394571004", CapacityCode.EMPLOYER),
]
SMALL = [
    (Gender, "AdministrativeGender", {"F": "female", "M": "male", "UN": "other"}),
    (
        MaritalStatus,
        "MaritalStatus",
        {
            "D": "divorced",
            "M": "married",
            "S": "never_married",
            "U": "unmarried",
            "T": "registered_partnership",
            "W": "widowed",
        },
    ),
    (
        AddressKind,
        "AddressUse",
        {"HP": "primary_home", "PHYS": "home", "PST": "postal", "TMP": "temporary", "HV": "vacation", "WP": "work"},
    ),
    (
        ProficiencyMode,
        "LanguageAbilityMode",
        {
            "ESP": "speaks",
            "RSP": "understands",
            "EWR": "writes",
            "RWR": "reads",
            "ESGN": "signs",
            "RSGN": "understands_signs",
        },
    ),
    (ProficiencyLevel, "LanguageAbilityProficiency", {"E": "excellent", "G": "good", "F": "fair", "P": "poor"}),
]
REPRESENTATIONS = [
    ("6", CapacityCode.GUARDIAN_OF_MINOR),
    ("7", CapacityCode.PROPERTY_ADMINISTRATOR),
    ("8", CapacityCode.MENTOR),
    ("9", CapacityCode.GUARDIAN),
    ("10", CapacityCode.DE_FACTO_AGENT),
]

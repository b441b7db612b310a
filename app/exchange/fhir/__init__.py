"""FHIR R4 JSON of six types in our own words; pure functions from a resource to drafts."""

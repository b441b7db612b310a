"""Who may do what: the one place where rights are decided."""

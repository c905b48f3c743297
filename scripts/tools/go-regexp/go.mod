module operator-scaffold/go-regexp

go 1.26.0

-- A made-up public library. Traps: three dates at loans, names that are titles, copies between
-- books and loans, a city at two tables, values that are words of every day.
CREATE TABLE Authors (
    AuthorId INTEGER PRIMARY KEY,
    AuthorName VARCHAR NOT NULL,
    Country VARCHAR NOT NULL);
CREATE TABLE Books (
    BookId INTEGER PRIMARY KEY,
    Title VARCHAR NOT NULL,
    AuthorId INTEGER NOT NULL REFERENCES Authors (AuthorId),
    Genre VARCHAR NOT NULL,
    Language VARCHAR NOT NULL,
    PublishedYear INTEGER NOT NULL,
    Pages INTEGER NOT NULL);
CREATE TABLE Branches (
    BranchId INTEGER PRIMARY KEY,
    BranchName VARCHAR NOT NULL,
    City VARCHAR NOT NULL);
CREATE TABLE Copies (
    CopyId INTEGER PRIMARY KEY,
    BookId INTEGER NOT NULL REFERENCES Books (BookId),
    BranchId INTEGER NOT NULL REFERENCES Branches (BranchId),
    Condition VARCHAR NOT NULL);
CREATE TABLE Members (
    MemberId INTEGER PRIMARY KEY,
    Name VARCHAR NOT NULL,
    City VARCHAR NOT NULL,
    Membership VARCHAR NOT NULL,
    JoinedOn DATE NOT NULL);
CREATE TABLE Loans (
    LoanId INTEGER PRIMARY KEY,
    CopyId INTEGER NOT NULL REFERENCES Copies (CopyId),
    MemberId INTEGER NOT NULL REFERENCES Members (MemberId),
    LoanDate DATE NOT NULL,
    DueDate DATE NOT NULL,
    ReturnDate DATE);
CREATE TABLE Fines (
    FineId INTEGER PRIMARY KEY,
    LoanId INTEGER NOT NULL REFERENCES Loans (LoanId),
    Amount DECIMAL(8, 2) NOT NULL,
    Paid BOOLEAN NOT NULL);

INSERT INTO Authors VALUES
    (1, 'A. Reed', 'Ireland'), (2, 'B. Stone', 'Canada'), (3, 'C. Wolf', 'Norway'),
    (4, 'D. Marsh', 'Ireland'), (5, 'E. Thorn', 'Japan'), (6, 'F. Vale', 'Canada');
INSERT INTO Books
SELECT i,
    ['The Quiet', 'A Second', 'Beyond the', 'Under the', 'Last', 'Northern'][1 + i % 6] || ' '
        || ['Harbour', 'Winter', 'Garden', 'Bridge', 'Signal'][1 + i % 5] || ' ' || i,
    1 + i * 5 % 6,
    ['Crime', 'Fantasy', 'History', 'Poetry', 'Science'][1 + (i * i + i // 3) % 5],
    ['English', 'French', 'Norwegian'][1 + (i + i // 5) % 3],
    1985 + i * 7 % 40, 120 + i * 37 % 500
FROM range(1, 41) t(i);
INSERT INTO Branches VALUES
    (1, 'Central', 'Rivermouth'), (2, 'Westside', 'Rivermouth'), (3, 'Hilltop', 'Stonebrook');
INSERT INTO Copies
SELECT i, 1 + (i * 11 + i // 6) % 37, 1 + (i + i // 10) % 3, ['good', 'worn', 'new'][1 + i * 5 % 3]
FROM range(1, 91) t(i);
INSERT INTO Members
SELECT i, 'Member ' || lpad(i::VARCHAR, 2, '0'), ['Rivermouth', 'Stonebrook', 'Eastfield'][1 + i * 4 % 3],
    ['standard', 'student', 'senior'][1 + (i + i // 3) % 3], DATE '2023-05-01' + (i * 29)::INTEGER
FROM range(1, 46) t(i);
INSERT INTO Loans
SELECT i, 1 + (i * 23 + i // 9) % 90, 1 + (i * 7 + i // 8) % 41, DATE '2025-01-03' + (i * 17 // 10)::INTEGER,
    DATE '2025-01-03' + (i * 17 // 10 + 21)::INTEGER,
    CASE WHEN i % 12 = 0 OR i > 390 THEN NULL ELSE DATE '2025-01-03' + (i * 17 // 10 + 5 + i % 31)::INTEGER END
FROM range(1, 401) t(i);
INSERT INTO Fines
SELECT row_number() OVER (ORDER BY LoanId), LoanId, 0.50 * (ReturnDate - DueDate), LoanId % 3 <> 0
FROM Loans WHERE ReturnDate > DueDate;

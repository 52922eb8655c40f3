-- A made-up company's people. Traps: employees and departments refer to each other, two kinds of
-- pay, a table that refers to itself, years as numbers, yes-or-no columns.
CREATE TABLE offices (
    office_id INTEGER PRIMARY KEY,
    city VARCHAR NOT NULL,
    country VARCHAR NOT NULL);
CREATE TABLE departments (
    id INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    office_id INTEGER NOT NULL REFERENCES offices (office_id),
    annual_budget DECIMAL(12, 2) NOT NULL);
CREATE TABLE employees (
    id INTEGER PRIMARY KEY,
    first_name VARCHAR NOT NULL,
    last_name VARCHAR NOT NULL,
    email VARCHAR NOT NULL,
    job_title VARCHAR NOT NULL,
    department_id INTEGER NOT NULL REFERENCES departments (id),
    manager_id INTEGER REFERENCES employees (id),
    birth_date DATE NOT NULL,
    hire_date DATE NOT NULL,
    salary DECIMAL(10, 2) NOT NULL,
    is_remote BOOLEAN NOT NULL);
CREATE TABLE payslips (
    payslip_id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employees (id),
    pay_date DATE NOT NULL,
    gross_pay DECIMAL(10, 2) NOT NULL,
    net_pay DECIMAL(10, 2) NOT NULL,
    bonus DECIMAL(10, 2));
CREATE TABLE absences (
    absence_id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employees (id),
    reason VARCHAR NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    working_days INTEGER NOT NULL,
    approved BOOLEAN NOT NULL);
COMMENT ON COLUMN employees.salary IS 'Yearly, in EUR';
COMMENT ON COLUMN payslips.gross_pay IS 'Before deductions, with bonus, in EUR';
COMMENT ON COLUMN payslips.bonus IS 'Empty where there was none';

INSERT INTO offices VALUES
    (1, 'Rotterdam', 'Netherlands'), (2, 'Ghent', 'Belgium'), (3, 'Bremen', 'Germany');
INSERT INTO departments VALUES
    (1, 'Engineering', 1, 900000), (2, 'Sales', 1, 450000), (3, 'Support', 2, 300000),
    (4, 'Finance', 3, 250000), (5, 'People', 3, 120000), (6, 'Legal', 2, 90000);
-- Managers first: the others refer to them.
INSERT INTO employees
SELECT i,
    ['Ada', 'Ben', 'Cleo', 'Dana', 'Emil', 'Fay', 'Gus'][1 + i % 7],
    ['Ash', 'Brook', 'Cliff', 'Dale', 'Elm', 'Frost', 'Glen', 'Heath', 'Isle'][1 + i % 9],
    'e' || i || '@example.org',
    CASE WHEN i <= 5 THEN 'Manager' ELSE ['Engineer', 'Analyst', 'Assistant', 'Consultant'][1 + i * 3 % 4] END,
    1 + (i * i + i // 4) % 5,
    CASE WHEN i <= 5 THEN NULL ELSE 1 + i % 5 END,
    DATE '1962-03-01' + (i * 463 % 15000)::INTEGER,
    DATE '2012-02-01' + (i * 181 % 5300)::INTEGER,
    32000 + (i * 7919 % 61) * 1000,
    i % 3 = 0
FROM range(1, 6) t(i);
INSERT INTO employees
SELECT i,
    ['Ada', 'Ben', 'Cleo', 'Dana', 'Emil', 'Fay', 'Gus'][1 + i % 7],
    ['Ash', 'Brook', 'Cliff', 'Dale', 'Elm', 'Frost', 'Glen', 'Heath', 'Isle'][1 + i % 9],
    'e' || i || '@example.org',
    CASE WHEN i <= 5 THEN 'Manager' ELSE ['Engineer', 'Analyst', 'Assistant', 'Consultant'][1 + i * 3 % 4] END,
    1 + (i * i + i // 4) % 5,
    CASE WHEN i <= 5 THEN NULL ELSE 1 + i % 5 END,
    DATE '1962-03-01' + (i * 463 % 15000)::INTEGER,
    DATE '2012-02-01' + (i * 181 % 5300)::INTEGER,
    32000 + (i * 7919 % 61) * 1000,
    i % 3 = 0
FROM range(6, 49) t(i);
INSERT INTO payslips
SELECT row_number() OVER (ORDER BY m.i, e.id), e.id, (DATE '2025-01-25' + to_months(m.i::INTEGER))::DATE,
    round(e.salary / 12 + CASE WHEN (e.id + m.i) % 8 = 0 THEN 500 ELSE 0 END, 2),
    round(e.salary / 12 * 0.68, 2),
    CASE WHEN (e.id + m.i) % 8 = 0 THEN 500 END
FROM employees e, range(0, 22) m(i)
WHERE e.hire_date < DATE '2025-01-25' + to_months(m.i::INTEGER);
INSERT INTO absences
SELECT i, 1 + (i * 17 + i // 3) % 44, ['vacation', 'sickness', 'parental leave', 'training'][1 + (i * i + i) % 7 % 4],
    DATE '2025-01-06' + (i * 5)::INTEGER, DATE '2025-01-06' + (i * 5 + i % 9)::INTEGER,
    1 + (i % 9) * 5 // 7, i % 6 <> 0
FROM range(1, 131) t(i);

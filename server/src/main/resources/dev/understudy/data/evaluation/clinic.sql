-- A made-up outpatient clinic. Traps: two dates at appointments, a price that must not be summed,
-- invoices and lines with money, patients without appointments.
CREATE TABLE departments (
    department_id INTEGER PRIMARY KEY,
    department_name VARCHAR NOT NULL,
    floor INTEGER NOT NULL);
CREATE TABLE doctors (
    doctor_id INTEGER PRIMARY KEY,
    full_name VARCHAR NOT NULL,
    specialty VARCHAR NOT NULL,
    department_id INTEGER NOT NULL REFERENCES departments (department_id),
    hired_on DATE NOT NULL);
CREATE TABLE patients (
    patient_id INTEGER PRIMARY KEY,
    full_name VARCHAR NOT NULL,
    birth_date DATE NOT NULL,
    city VARCHAR NOT NULL,
    insurance VARCHAR,
    registered_on DATE NOT NULL);
CREATE TABLE treatments (
    treatment_id INTEGER PRIMARY KEY,
    treatment_name VARCHAR NOT NULL,
    price DECIMAL(10, 2) NOT NULL);
CREATE TABLE appointments (
    appointment_id INTEGER PRIMARY KEY,
    patient_id INTEGER NOT NULL REFERENCES patients (patient_id),
    doctor_id INTEGER NOT NULL REFERENCES doctors (doctor_id),
    booked_on DATE NOT NULL,
    appointment_date DATE NOT NULL,
    duration_minutes INTEGER NOT NULL,
    status VARCHAR NOT NULL);
CREATE TABLE appointment_treatments (
    appointment_id INTEGER NOT NULL REFERENCES appointments (appointment_id),
    treatment_id INTEGER NOT NULL REFERENCES treatments (treatment_id),
    quantity INTEGER NOT NULL,
    PRIMARY KEY (appointment_id, treatment_id));
CREATE TABLE invoices (
    invoice_id INTEGER PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointments (appointment_id),
    issued_on DATE NOT NULL,
    paid_on DATE,
    amount DECIMAL(10, 2) NOT NULL);
COMMENT ON TABLE appointments IS 'Visits, also those that did not take place';
COMMENT ON COLUMN appointments.booked_on IS 'Day the appointment was made';
COMMENT ON COLUMN appointments.appointment_date IS 'Day of the visit';
COMMENT ON COLUMN invoices.amount IS 'What the patient is charged, in EUR';
COMMENT ON COLUMN treatments.price IS 'Price of one, in EUR';

INSERT INTO departments VALUES
    (1, 'Cardiology', 2), (2, 'Dermatology', 1), (3, 'Orthopedics', 3), (4, 'Pediatrics', 1),
    (5, 'Radiology', 0);
INSERT INTO doctors VALUES
    (1, 'Dr. Adler', 'Cardiologist', 1, DATE '2015-04-01'),
    (2, 'Dr. Birke', 'Dermatologist', 2, DATE '2019-09-15'),
    (3, 'Dr. Conrad', 'Surgeon', 3, DATE '2012-01-10'),
    (4, 'Dr. Dorn', 'Pediatrician', 4, DATE '2021-06-01'),
    (5, 'Dr. Eiche', 'Cardiologist', 1, DATE '2023-02-01'),
    (6, 'Dr. Falke', 'Surgeon', 3, DATE '2024-11-01'),
    (7, 'Dr. Ginster', 'Pediatrician', 4, DATE '2018-03-20');
INSERT INTO treatments VALUES
    (1, 'ECG', 45.00), (2, 'Ultrasound', 80.00), (3, 'Skin test', 35.50), (4, 'X-ray', 60.00),
    (5, 'Vaccination', 25.00), (6, 'Physiotherapy', 55.00), (7, 'Blood test', 18.90);
-- Two patients have the same name; every ninth has no insurance noted.
INSERT INTO patients
SELECT i,
    CASE WHEN i IN (12, 40) THEN 'Rowan Field' ELSE 'Patient ' || lpad(i::VARCHAR, 2, '0') END,
    DATE '1950-01-01' + (i * 397 % 24000)::INTEGER,
    ['Linden', 'Marburg', 'Neustadt', 'Oldtown'][1 + i * 7 % 4],
    CASE WHEN i % 9 = 0 THEN NULL ELSE ['public', 'private', 'self-pay'][1 + i * 5 % 3] END,
    DATE '2024-01-05' + (i * 17)::INTEGER
FROM range(1, 61) t(i);
INSERT INTO appointments
SELECT i, 1 + (i * 31 + i // 7) % 52, 1 + (i * 13 + i // 5) % 6,
    DATE '2025-01-02' + (i * 3 // 2)::INTEGER - (1 + i % 11)::INTEGER,
    DATE '2025-01-02' + (i * 3 // 2)::INTEGER,
    [15, 20, 30, 45, 60][1 + i * 11 % 5],
    CASE WHEN i % 10 = 0 THEN 'cancelled' WHEN i % 17 = 0 THEN 'no-show'
        WHEN i > 445 THEN 'scheduled' ELSE 'completed' END
FROM range(1, 461) t(i);
INSERT INTO appointment_treatments
SELECT a.appointment_id, t.treatment_id, 1 + (a.appointment_id + t.treatment_id) % 3
FROM appointments a, treatments t
WHERE a.status = 'completed' AND (a.appointment_id * 7 + t.treatment_id * 5) % 6 < 2;
INSERT INTO invoices
SELECT a.appointment_id + 1000, a.appointment_id, a.appointment_date + 3,
    CASE WHEN a.appointment_id % 4 = 0 THEN NULL
        ELSE a.appointment_date + 3 + (a.appointment_id % 30)::INTEGER END,
    sum(t.price * x.quantity)
FROM appointments a
JOIN appointment_treatments x ON x.appointment_id = a.appointment_id
JOIN treatments t ON t.treatment_id = x.treatment_id
GROUP BY a.appointment_id, a.appointment_date;

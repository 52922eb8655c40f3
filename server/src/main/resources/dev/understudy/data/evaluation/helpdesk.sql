-- A made-up support desk. Traps: two ways from tickets to teams' people, moments instead of days,
-- names without "name", a score that must be averaged, values in two columns.
CREATE TABLE teams (team_id INTEGER PRIMARY KEY, team VARCHAR NOT NULL);
CREATE TABLE agents (
    agent_id INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    team_id INTEGER NOT NULL REFERENCES teams (team_id),
    active BOOLEAN NOT NULL);
CREATE TABLE companies (
    company_id INTEGER PRIMARY KEY,
    company_name VARCHAR NOT NULL,
    industry VARCHAR NOT NULL,
    plan VARCHAR NOT NULL,
    monthly_fee DECIMAL(10, 2) NOT NULL);
CREATE TABLE tickets (
    ticket_id INTEGER PRIMARY KEY,
    subject VARCHAR NOT NULL,
    company_id INTEGER NOT NULL REFERENCES companies (company_id),
    assignee_id INTEGER REFERENCES agents (agent_id),
    opened_by INTEGER REFERENCES agents (agent_id),
    priority VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    opened_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP,
    rating INTEGER);
CREATE TABLE messages (
    message_id INTEGER PRIMARY KEY,
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id),
    sent_at TIMESTAMP NOT NULL,
    internal BOOLEAN NOT NULL);
INSERT INTO teams VALUES (1, 'First line'), (2, 'Network'), (3, 'Billing');
INSERT INTO agents SELECT i, 'Agent ' || i, 1 + i * 5 % 3, i % 4 <> 0 FROM range(1, 11) t(i);
INSERT INTO companies SELECT i, 'Company ' || lpad(i::VARCHAR, 2, '0'),
    ['Retail', 'Energy', 'Transport'][1 + i * 7 % 3], ['basic', 'plus', 'premium'][1 + (i * i + i // 4) % 3],
    49 + i * 31 % 400 FROM range(1, 26) t(i);
INSERT INTO tickets SELECT i, 'Request ' || i, 1 + (i * 13 + i // 4) % 23,
    CASE WHEN i % 15 = 0 THEN NULL ELSE 1 + (i * 7 + i // 6) % 10 END,
    CASE WHEN i % 4 = 0 THEN 1 + i % 10 END,
    ['low', 'normal', 'high', 'urgent'][1 + (i * i + i // 5) % 4], ['email', 'phone', 'chat'][1 + i * 5 % 3 ],
    TIMESTAMP '2025-02-01 08:00:00' + to_hours((i * 37)::INTEGER),
    CASE WHEN i % 8 = 0 THEN NULL ELSE TIMESTAMP '2025-02-01 08:00:00' + to_hours((i * 37 + 1 + i % 90)::INTEGER) END,
    CASE WHEN i % 3 = 0 THEN 1 + i * 11 % 5 END
FROM range(1, 401) t(i);
INSERT INTO messages SELECT i, 1 + (i * 29 + i // 7) % 390, TIMESTAMP '2025-02-01 09:00:00' + to_hours((i * 12)::INTEGER), i % 5 = 0
FROM range(1, 1001) t(i);

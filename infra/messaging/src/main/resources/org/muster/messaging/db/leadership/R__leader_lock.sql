-- Who leads in which role, until when. A leader renews its lease every second; the table is spring-integration-jdbc's.
CREATE TABLE IF NOT EXISTS leader_lock (
    lock_key      char(36)     NOT NULL,
    region        varchar(100) NOT NULL,
    client_id     char(36),
    created_date  timestamp    NOT NULL,
    expired_after timestamp    NOT NULL,
    PRIMARY KEY (lock_key, region)
) WITH (fillfactor = 50);

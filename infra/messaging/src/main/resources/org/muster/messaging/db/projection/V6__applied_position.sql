-- Everything up to here was found applied by somebody who said so to others. A process that starts knows nothing of what was
-- published yet, and must not say less than was said before. Only grows.
CREATE TABLE projection_applied (
    projection text   NOT NULL PRIMARY KEY,
    position   bigint NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 50);

package org.muster.benchmark.tags;

/** A way to store tags: the relation {@code tags}, and what writes those of the events {@code made(position, type, tags)}. */
enum Layout {
    NONE("made, not stored", "CREATE TABLE tags (n bigint)", "PERFORM sum(cardinality(tags)) FROM made"),
    ARRAY(
            "text array in the event's row only, no index",
            "CREATE TABLE tags (position bigint, tags text[])",
            "INSERT INTO tags SELECT position, tags FROM made"),
    TEXT_ROWS(
            "rows (tag text, type text, position), no index",
            "CREATE TABLE tags (tag text, type text, position bigint)",
            Layout.ROWS.formatted("tag, type, position")),
    HASH_ROWS_INDEXED(
            "rows (hash of 8 bytes, position), B-tree",
            "CREATE TABLE tags (key bigint, position bigint, PRIMARY KEY (key, position))",
            Layout.ROWS.formatted(
                    "(hashtextextended(tag, 0) & -65536) | (hashtextextended(type, 0) & 65535), position")),
    HASH_AND_TYPE_ROWS_INDEXED(
            "rows (hash, type number, position), B-tree",
            "CREATE TABLE tags (hash bigint, type int, position bigint, PRIMARY KEY (hash, type, position))",
            Layout.ROWS.formatted("hashtextextended(tag, 0), hashtext(type), position")),
    GIN_FAST(
            "array of hashes, GIN with fastupdate",
            "CREATE TABLE tags (position bigint, hashes bigint[]);"
                    + " CREATE INDEX ON tags USING gin (hashes) WITH (fastupdate = on)",
            Layout.HASHES),
    GIN(
            "array of hashes, GIN without fastupdate",
            "CREATE TABLE tags (position bigint, hashes bigint[]);"
                    + " CREATE INDEX ON tags USING gin (hashes) WITH (fastupdate = off)",
            Layout.HASHES),
    TEXT_ROWS_INDEXED(
            "rows (tag text, type text, position), B-tree",
            "CREATE TABLE tags (tag text, type text, position bigint, PRIMARY KEY (tag, type, position))",
            Layout.ROWS.formatted("tag, type, position"));

    private static final String ROWS = "INSERT INTO tags SELECT %s FROM made, unnest(tags) tag";
    private static final String HASHES =
            "INSERT INTO tags SELECT position, ARRAY(SELECT hashtextextended(tag, 0) FROM unnest(tags) tag) FROM made";

    final String label;
    final String create;
    final String store;

    Layout(String label, String create, String store) {
        this.label = label;
        this.create = create;
        this.store = store;
    }

    /**
     * Makes events as DeployVolunteer has them, five tags of which three are new with each, and stores their tags; a commit for
     * each batch.
     */
    String procedure() {
        String made = """
                WITH made AS MATERIALIZED (
                    SELECT p AS position, 'muster.volunteer.deployed' AS type, ARRAY[
                        'mission:M' || lpad((p %% 40)::text, 4, '0'),
                        'volunteer:V' || lpad(p::text, 9, '0'),
                        'assignment:A-V' || lpad(p::text, 9, '0') || '-1',
                        'station:M' || lpad((p %% 40)::text, 4, '0') || '-S1',
                        'command:' || md5(p::text)::uuid] AS tags
                    FROM generate_series(following, following + batch - 1) p)
                %s""";
        boolean stores = store.startsWith("INSERT");
        String statement = made.formatted(stores ? store : store.replace("PERFORM", "SELECT") + " INTO total");
        return """
                CREATE PROCEDURE fill(first bigint, count bigint, batch bigint) LANGUAGE plpgsql AS $$
                DECLARE
                    following bigint := first;
                    total bigint;
                BEGIN
                    WHILE following < first + count LOOP
                        %s;
                        COMMIT;
                        following := following + batch;
                    END LOOP;
                END $$""".formatted(statement);
    }
}

-- The version of the projection that filled these tables. 0: from before versions were kept, so any process fills them anew.
ALTER TABLE projection_generation ADD COLUMN version integer NOT NULL DEFAULT 0 CHECK (version >= 0);

-- The version of the projection that is to fill the new generation: no process of another one works on it.
ALTER TABLE projection_rebuild ADD COLUMN version integer NOT NULL DEFAULT 0 CHECK (version >= 0);

-- Entries begin together on PostgreSQL only. SQLite has no triggers for whole statements and needs
-- none: it changes a letter's row and its counts in place.
SELECT 1;

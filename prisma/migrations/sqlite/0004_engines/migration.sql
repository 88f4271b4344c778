-- Work that one of several processes does at a time, and the keys that a database was written with.

-- CreateTable
CREATE TABLE "job_lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "key_record" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "created_at" DATETIME NOT NULL,
    "retired_at" DATETIME,
    "recognises" TEXT
);

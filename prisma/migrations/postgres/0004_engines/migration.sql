-- Work that one of several processes does at a time, and the keys that a database was written with.

-- CreateTable
CREATE TABLE "job_lease" (
    "name" TEXT COLLATE "C" NOT NULL,
    "holder" TEXT COLLATE "C" NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "job_lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "key_record" (
    "id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "retired_at" TIMESTAMP(3),
    "recognises" TEXT COLLATE "C",

    CONSTRAINT "key_record_pkey" PRIMARY KEY ("id")
);

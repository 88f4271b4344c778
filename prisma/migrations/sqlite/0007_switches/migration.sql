-- What operators switch off for all processes at once.

-- CreateTable
CREATE TABLE "site_switch" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "is_on" BOOLEAN NOT NULL,
    "turned_at" DATETIME NOT NULL,
    "turned_by" TEXT NOT NULL
);

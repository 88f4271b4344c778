-- What operators switch off for all processes at once.

-- CreateTable
CREATE TABLE "site_switch" (
    "name" TEXT COLLATE "C" NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "turned_at" TIMESTAMP(3) NOT NULL,
    "turned_by" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "site_switch_pkey" PRIMARY KEY ("name")
);

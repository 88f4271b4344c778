-- The secret of an authenticator app, encrypted, and the last code of it that was used:
-- none counts twice.
ALTER TABLE "account" ADD COLUMN "totp_secret" TEXT COLLATE "C";
ALTER TABLE "account" ADD COLUMN "totp_added_at" TIMESTAMP(3);
ALTER TABLE "account" ADD COLUMN "totp_step" INTEGER;

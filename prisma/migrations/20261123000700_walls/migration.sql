-- What holds student code on a worker's machine, besides the level that this makes.
ALTER TABLE "workers" ADD COLUMN "walls" TEXT;

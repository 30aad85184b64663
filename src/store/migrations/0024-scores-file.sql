-- The file of scores that a ranking wrote; the hash beside it says whether the file is still the one.
alter table ranking_run add column scores_file text not null default '';

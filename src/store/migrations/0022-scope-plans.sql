-- The rule of in_scope(), written out where many rows are read at once: the planner cannot look into a function with a
-- subquery, and asked it row by row (9 microseconds a row). Written out it reads the asker's area once and hashes it, or
-- follows the index where few rows are asked for. Same rule, same rows.
do $$
declare
  name text;
begin
  foreach name in array array['family', 'person', 'household', 'submission'] loop
    execute format('alter policy area on %1$I using
      (exists (select from area_within where ancestor_id = current_area() and area_within.area_id = %1$I.village_id))', name);
  end loop;
end
$$;

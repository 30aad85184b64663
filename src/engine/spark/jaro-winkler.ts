/**
 * SQL that defines `jaro_winkler(a, b)`: Jaro's (1989) similarity with Winkler's (1990) bonus from .7 on, in the order of
 * operations of the library that DuckDB uses, so that the doubles are equal; what is below .7 may come as 0. Lambda
 * functions hold what is used twice, for Spark writes out again whatever else has a name.
 * @param hasOwn whether Spark has a function of its own (from 4.3 on). It counts letters in another order by halves, so it
 * gives up to .06 less, but it is many times as fast: most pairs need no more than its word that they differ.
 */
export function jaroWinklerFunction(hasOwn: boolean): string {
  return `create or replace temporary function jaro_winkler(a string, b string) returns double return
    case when a = b then 1D ${hasOwn ? 'when jaro_winkler_similarity(a, b) < 0.7D then 0D' : ''} else ${exact} end`
}

/** Equal first letters, up to four. */
const prefix = `case ${[4, 3, 2, 1]
  .map((count) => `when substr(t.a, 1, ${count}) = substr(t.b, 1, ${count}) then ${count}`)
  .join(' ')} else 0 end`

/** The first place in `a`, not yet blanked and not further to the left than `reach`, of the letter of `b` that is at. */
const place = `locate(substr(t.b, at, 1), t.blanked, greatest(1, at - t.reach))`

/** Half of the found letters that stand in another order in the other text, rounded down. */
const moved = `size(filter(zip_with(
  split(array_join(zip_with(split(t.a, ''), split(t.blanked, ''), (x, y) -> if(y = chr(0), x, '')), ''), ''),
  split(t.found, ''), (x, y) -> x <> y), differs -> differs)) div 2`

const jaro = `case when t.found = '' then 0D else (
  cast(length(t.found) as double) / length(t.a) + cast(length(t.found) as double) / length(t.b)
  + (cast(length(t.found) as double) - ${moved}) / length(t.found)) / 3D end`

/** The letters of `b` are sought one after the other in `a`, where those that have been found are blanked out. */
const exact = `aggregate(
  sequence(1, length(b)),
  named_struct('a', a, 'b', b, 'reach', cast(greatest(length(a), length(b)) div 2 - 1 as int), 'blanked', a, 'found', ''),
  (t, at) -> case when ${place} between 1 and at + t.reach
    then named_struct('a', t.a, 'b', t.b, 'reach', t.reach,
      'blanked', overlay(t.blanked placing chr(0) from ${place} for 1), 'found', t.found || substr(t.b, at, 1))
    else t end,
  t -> ${held(jaro, 'jaro', `case when jaro > 0.7D then jaro + ${prefix} * 0.1D * (1D - jaro) else jaro end`)})`

/** SQL: `body`, in which `name` is the value of `expression`. */
function held(expression: string, name: string, body: string): string {
  return `transform(array(${expression}), ${name} -> ${body})[0]`
}

"""Runs Splink 5 over a normalised file: python splink_run.py FILE.parquet VARIANT RULES; prints one line of JSON.

VARIANT `stock`: the library's comparisons as its documentation shows them. VARIANT `tuned`: levels as cheap as ours
(exact on codes, Jaro-Winkler, arithmetic on dates), and a cap on the pairs of EM. The clock runs from the loaded table to the clusters.
"""
import json, logging, re, resource, sys, time, warnings

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
file, variant, memory = sys.argv[1], sys.argv[2], sys.argv[3]

connection = duckdb.connect()
connection.execute(f"set threads = 2; set memory_limit = '{memory}'; set preserve_insertion_order = false")
connection.execute(f"create table people as select * from read_parquet('{file}')")

RULES = [
    "l.nik = r.nik",
    "l.nik_tail = r.nik_tail",
    "l.day = r.day and l.first_code = r.first_code and l.last_code = r.last_code",
    "l.day = r.day and l.first_code = r.first_code and l.mother_code = r.mother_code",
    "l.sorted_id = r.sorted_id and l.day = r.day",
    "l.day = r.day and l.first_code = r.first_code and l.district = r.district",
    "l.day = r.day and l.mother_code = r.mother_code and l.district = r.district",
    "l.village = r.village and l.first_code = r.first_code and l.last_code = r.last_code and l.year = r.year",
    "l.village = r.village and l.mother_sorted = r.mother_sorted and l.year = r.year",
    "l.village = r.village and l.sorted_id = r.sorted_id and l.mother_code = r.mother_code",
    "l.day = r.day and l.village = r.village",
]


def level(sql):
    """`l.x` as Splink writes it within a comparison: `x_l`."""
    return cll.CustomLevel(re.sub(r"\b([lr])\.(\w+)", r"\2_\1", sql))


def named(column, exact, tf):
    exact_level = level(f"l.{exact} = r.{exact}").configure(
        tf_adjustment_column=exact) if tf else level(f"l.{exact} = r.{exact}")
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(exact),
            exact_level,
            cll.JaroWinklerLevel(column, 0.92),
            cll.JaroWinklerLevel(column, 0.85),
            cll.ElseLevel(),
        ],
    )


def tuned_comparisons():
    return [
        cl.CustomComparison(
            output_column_name="nik",
            comparison_levels=[
                cll.NullLevel("nik"),
                level("l.nik = r.nik"),
                level("hamming(l.nik_text, r.nik_text) <= 2"),
                cll.ElseLevel(),
            ],
        ),
        named("name", "sorted_id", True),
        cl.CustomComparison(
            output_column_name="day",
            comparison_levels=[
                cll.NullLevel("day"),
                level("l.day = r.day"),
                level("l.year = r.year and l.md = r.dm"),
                level("l.md = r.md or l.year = r.year and (l.md // 100 = r.md // 100 or l.md % 100 = r.md % 100)"),
                level("l.year = r.year"),
                cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("sex"),
        named("mother", "mother_sorted", True),
        cl.CustomComparison(
            output_column_name="village",
            comparison_levels=[
                cll.NullLevel("village"),
                level("l.village = r.village"),
                level("l.district = r.district"),
                cll.ElseLevel(),
            ],
        ),
    ]


def stock_comparisons():
    return [
        cl.LevenshteinAtThresholds("nik_text", [1, 2]),
        cl.NameComparison("name"),
        cl.DateOfBirthComparison("birth_date", input_is_string=True),
        cl.ExactMatch("sex"),
        cl.NameComparison("mother"),
        cl.ExactMatch("village"),
    ]


settings = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="unique_id",
    comparisons=stock_comparisons() if variant == "stock" else tuned_comparisons(),
    blocking_rules_to_generate_predictions=[CustomRule(rule, sql_dialect="duckdb") for rule in RULES],
    retain_intermediate_calculation_columns=False,
    retain_matching_columns=False,
)

phases = {}


def timed(name, task):
    start = time.perf_counter()
    result = task()
    phases[name] = round(time.perf_counter() - start, 2)
    return result


api = DuckDBAPI(connection)
before = resource.getrusage(resource.RUSAGE_SELF)
start = time.perf_counter()
people = api.register("people")
linker = Linker(people, settings, validate_settings=False)
cap = {"max_pairs": 3e5} if variant == "tuned" else {}
timed("prior", lambda: linker.training.estimate_probability_two_random_records_match(RULES[:1] + RULES[4:5], recall=0.8))
timed("u", lambda: linker.training.estimate_u_using_random_sampling(max_pairs=5e5 if variant == "tuned" else 1e6, seed=1))
def em():
    for rule in [RULES[0], RULES[4], RULES[8]]:
        linker.training.estimate_parameters_using_expectation_maximisation(CustomRule(rule, sql_dialect="duckdb"), **cap)
timed("em", em)
predictions = timed("predict", lambda: linker.inference.predict(threshold_match_probability=0.001))
clusters = timed("cluster", lambda: linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=0.95))
wall = time.perf_counter() - start
after = resource.getrusage(resource.RUSAGE_SELF)

truth = connection.execute(f"""
    with p as (select unique_id_l l, unique_id_r r, match_probability p from {predictions.physical_name}),
    t as (select p.p, a.true_person = b.true_person as same from p join people a on a.unique_id = p.l join people b on b.unique_id = p.r),
    pairs as (select sum(n * (n - 1) / 2) as n from (select count(*) n from people group by true_person))
    select count(*) filter (p >= 0.95), count(*) filter (p >= 0.95 and same), (select n from pairs) from t""").fetchone()
found, right, real = truth
precision, recall = right / max(1, found), right / real
print(json.dumps({
    "variant": variant, "wall": round(wall, 2),
    "cpu": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
    "rss_gb": round(after.ru_maxrss / 1e6, 2), "phases": phases,
    "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(2 * precision * recall / (precision + recall), 4),
}))

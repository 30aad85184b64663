# Forward selection by BIC in the districts that `bench/train-ranking.ts --peers DIR` wrote, with R's own step() and with
# leaps (Fortran): CPU seconds a selection, and the variables of step().
# Debian: apt-get install r-base-core r-cran-leaps. Run: Rscript bench/train-ranking.R DIR
suppressMessages(library(leaps))
files <- list.files(commandArgs(TRUE)[1], "^district", full.names = TRUE)
cpu <- function(task) { before <- proc.time(); task; sum((proc.time() - before)[c(1, 2)]) }
steps <- peers <- c()
for (file in files) {
  d <- read.csv(file)
  n <- nrow(d)
  peers <- c(peers, cpu(for (again in 1:5) regsubsets(as.matrix(d[, -1]), d$y, nvmax = ncol(d) - 1, method = "forward")) / 5)
  null <- lm(y ~ 1, d)
  upper <- formula(paste("y ~", paste(names(d)[-1], collapse = " + ")))
  steps <- c(steps, cpu(chosen <- step(null, upper, direction = "forward", k = log(n), trace = 0)))
  cat(basename(file), n, "households; step():", names(coef(chosen))[-1], "\n")
}
cat(sprintf("median CPU seconds a selection: leaps %.4f, step() %.3f\n", median(peers), median(steps)))

// SPDX-License-Identifier: GPL-3.0-only
//
// The yardstick: what the disk, SQLite and SHA-256 cost without FundDesk, so that a benchmark
// compares two programs on the same machine at the same minute and not a figure with a memory.
// Files are made in the current directory and removed at the end. See usage() for the modes.

#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROW_BYTES = 400, HASH_BYTES = crypto_hash_sha256_BYTES };

static const char* const scratch = "yardstick.db";

static void die(const char* format, ...) {
    va_list args;
    va_start(args, format);
    fputs("yardstick: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

static double nowUs(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static sqlite3* openFile(const char* file, int flags) {
    sqlite3* db = NULL;
    if (sqlite3_open_v2(file, &db, flags, NULL) != SQLITE_OK)
        die("cannot open %s", file);
    return db;
}

static void check(sqlite3* db, int code, const char* what) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        die("%s: %s", what, sqlite3_errmsg(db));
}

static void run(sqlite3* db, const char* sql) {
    check(db, sqlite3_exec(db, sql, NULL, NULL, NULL), sql);
}

static sqlite3_stmt* prepare(sqlite3* db, const char* sql) {
    sqlite3_stmt* statement = NULL;
    check(db, sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), sql);
    return statement;
}

static void once(sqlite3* db, sqlite3_stmt* statement) {
    check(db, sqlite3_step(statement), sqlite3_sql(statement));
    check(db, sqlite3_reset(statement), sqlite3_sql(statement));
}

static void expectPragma(sqlite3* db, const char* sql, const char* wanted) {
    sqlite3_stmt* statement = prepare(db, sql);
    check(db, sqlite3_step(statement), sql);
    const char* got = (const char*)sqlite3_column_text(statement, 0);
    if (got == NULL || strcmp(got, wanted) != 0)
        die("%s answered %s, not %s", sql, got ? got : "nothing", wanted);
    sqlite3_finalize(statement);
}

static void removeScratch(void) {
    unlink(scratch);
    unlink("yardstick.db-journal");
}

// A new file under the pragmas of a fund file.
static sqlite3* openScratch(void) {
    removeScratch();
    sqlite3* db = openFile(scratch, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    run(db, "PRAGMA page_size=4096; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE;"
            "PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
            "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0");
    expectPragma(db, "PRAGMA journal_mode", "truncate");
    expectPragma(db, "PRAGMA locking_mode", "exclusive");
    expectPragma(db, "PRAGMA synchronous", "3");
    run(db, "CREATE TABLE row(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, line TEXT NOT NULL,"
            " amount INTEGER NOT NULL, note TEXT NOT NULL) STRICT");
    return db;
}

static void closeScratch(sqlite3* db) {
    sqlite3_stmt* statement = NULL;
    while ((statement = sqlite3_next_stmt(db, NULL)) != NULL)
        sqlite3_finalize(statement);
    sqlite3_close(db);
    removeScratch();
}

static sqlite3_stmt* prepareInsert(sqlite3* db) {
    return prepare(db, "INSERT INTO row(at, line, amount, note) VALUES(?1, 'L11', ?2,"
                       " 'sixty-four bytes of text, about as much as one short remark holds')");
}

static void insertRow(sqlite3* db, sqlite3_stmt* insert, long n) {
    sqlite3_bind_int64(insert, 1, 1546300800 + n);
    sqlite3_bind_int64(insert, 2, 100 + n);
    once(db, insert);
}

// One row a transaction; the latency of each, in microseconds, after ten that are not counted.
static void single(long rows) {
    sqlite3* db = openScratch();
    sqlite3_stmt* begin = prepare(db, "BEGIN IMMEDIATE");
    sqlite3_stmt* insert = prepareInsert(db);
    sqlite3_stmt* commit = prepare(db, "COMMIT");
    const long warmUp = 10;
    for (long n = 0; n < rows + warmUp; ++n) {
        const double start = nowUs();
        once(db, begin);
        insertRow(db, insert, n);
        once(db, commit);
        if (n >= warmUp)
            printf("%.1f\n", nowUs() - start);
    }
    closeScratch(db);
}

// Rows a second, committed in groups. The first group is not counted, as it isn't in ours.
static void group(long rows, long size) {
    sqlite3* db = openScratch();
    sqlite3_stmt* begin = prepare(db, "BEGIN IMMEDIATE");
    sqlite3_stmt* insert = prepareInsert(db);
    sqlite3_stmt* commit = prepare(db, "COMMIT");
    double start = 0;
    for (long done = -size; done < rows; done += size) {
        if (done == 0)
            start = nowUs();
        once(db, begin);
        for (long n = 0; n < size; ++n)
            insertRow(db, insert, done + n);
        once(db, commit);
    }
    printf("%.0f\n", (double)((rows + size - 1) / size * size) * 1e6 / (nowUs() - start));
    closeScratch(db);
}

// The milliseconds of one GROUP BY over that many payments, several times, all pages in memory.
static void groupBy(long rows, long times) {
    sqlite3* db = openScratch();
    run(db, "PRAGMA cache_size=-262144; BEGIN;"
            "CREATE TABLE payment(id INTEGER PRIMARY KEY, line TEXT NOT NULL, source TEXT NOT NULL,"
            " project TEXT NOT NULL, amount INTEGER NOT NULL) STRICT");
    static const char* const sources[] = {"central-1", "central-2", "county"};
    sqlite3_stmt* insert =
        prepare(db, "INSERT INTO payment(line, source, project, amount) VALUES(?1, ?2, ?3, ?4)");
    for (long n = 0; n < rows; ++n) {
        char line[8], project[32];
        snprintf(line, sizeof line, "L%02d", (int)(n * 7 % 18) + 1);
        snprintf(project, sizeof project, "XM-2019-%05ld", n / 100);
        sqlite3_bind_text(insert, 1, line, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, sources[n * 5 % 3], -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, project, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 4, 100 + n % 300);
        once(db, insert);
    }
    run(db, "COMMIT");
    sqlite3_stmt* ask = prepare(
        db, "SELECT line, source, sum(amount), count(*) FROM payment GROUP BY line, source");
    for (long n = -2; n < times; ++n) {
        const double start = nowUs();
        long counted = 0;
        while (sqlite3_step(ask) == SQLITE_ROW)
            counted += sqlite3_column_int64(ask, 3);
        check(db, sqlite3_reset(ask), "GROUP BY");
        if (counted != rows)
            die("GROUP BY counted %ld of %ld rows", counted, rows);
        if (n >= 0)
            printf("%.3f\n", (nowUs() - start) / 1e3);
    }
    closeScratch(db);
}

static double integrityMs(const char* file) {
    const double start = nowUs();
    sqlite3* db = openFile(file, SQLITE_OPEN_READONLY);
    expectPragma(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    return (nowUs() - start) / 1e3;
}

// Each row's hash covers the hash before it and the row's bytes.
static double chainMs(long rows) {
    sqlite3* db = openScratch();
    run(db, "BEGIN; CREATE TABLE entry(seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
    sqlite3_stmt* insert = prepare(db, "INSERT INTO entry(body) VALUES(?1)");
    unsigned char bytes[HASH_BYTES + ROW_BYTES];
    for (long n = 0; n < rows; ++n) {
        memset(bytes, (int)('a' + n % 26), ROW_BYTES);
        sqlite3_bind_blob(insert, 1, bytes, ROW_BYTES, SQLITE_STATIC);
        once(db, insert);
    }
    run(db, "COMMIT");
    sqlite3_stmt* walk = prepare(db, "SELECT body FROM entry ORDER BY seq");
    memset(bytes, 0, HASH_BYTES);
    long hashed = 0;
    const double start = nowUs();
    for (; sqlite3_step(walk) == SQLITE_ROW; ++hashed) {
        memcpy(bytes + HASH_BYTES, sqlite3_column_blob(walk, 0), ROW_BYTES);
        crypto_hash_sha256(bytes, bytes, sizeof bytes);
    }
    const double spent = (nowUs() - start) / 1e3;
    if (hashed != rows)
        die("hashed %ld of %ld rows", hashed, rows);
    closeScratch(db);
    return spent;
}

// What a login costs at the least: one argon2id check of FUNDCTL_PASSWORD.
static void login(sqlite3* db, const char* user) {
    sqlite3_stmt* ask = prepare(db, "SELECT verifier FROM credential WHERE user = ?1");
    sqlite3_bind_text(ask, 1, user, -1, SQLITE_STATIC);
    check(db, sqlite3_step(ask), "credential");
    const char* verifier = (const char*)sqlite3_column_text(ask, 0);
    const char* password = getenv("FUNDCTL_PASSWORD");
    if (verifier == NULL || password == NULL
        || crypto_pwhash_str_verify(verifier, password, strlen(password)) != 0)
        die("%s is not let in", user);
    sqlite3_finalize(ask);
}

// The rows of a month's page, read from the fund's own tables and printed as CSV; with a user's
// password checked first where one is named.
static void month(const char* file, const char* wanted, const char* user) {
    sqlite3* db = openFile(file, SQLITE_OPEN_READONLY);
    if (user != NULL)
        login(db, user);
    sqlite3_stmt* rows = prepare(
        db, "SELECT p.line, p.item, p.name, u.name, p.support,"
            " (SELECT sum(accepted) FROM acceptance a WHERE a.project = p.id AND state = 'passed'"
            "   AND concluded_on <= ?1 || '-31'),"
            " (SELECT max(concluded_on) FROM acceptance a WHERE a.project = p.id"
            "   AND state = 'passed' AND concluded_on <= ?1 || '-31'), m.source, sum(m.amount),"
            " (SELECT sum(amount) FROM paid_in_month t WHERE t.project = p.id"
            "   AND t.unit = m.unit AND t.month <= ?1),"
            " (SELECT sum(amount) FROM paid_in_month t WHERE t.project = p.id"
            "   AND t.month <= ?1), p.path, m.kind, max(m.date)"
            " FROM paid_in_month m JOIN project p ON p.id = m.project JOIN unit u ON u.id = m.unit"
            " WHERE m.month = ?1 GROUP BY m.project, m.unit ORDER BY p.line, p.id, m.unit");
    sqlite3_bind_text(rows, 1, wanted, -1, SQLITE_STATIC);
    for (long n = 1; sqlite3_step(rows) == SQLITE_ROW; ++n) {
        printf("%ld", n);
        for (int column = 0; column < sqlite3_column_count(rows); ++column) {
            if (sqlite3_column_type(rows, column) == SQLITE_INTEGER) {
                const sqlite3_int64 fen = sqlite3_column_int64(rows, column);
                printf(",%lld.%02lld", fen / 100, fen % 100);
            } else {
                printf(",%s", (const char*)sqlite3_column_text(rows, column));
            }
        }
        printf("\r\n");
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

// Runs a command and writes its peak memory in KiB, its milliseconds and its exit status. A child
// inherits its parent's peak through exec, so the parent has to be as small as this program is.
static int peak(const char* report, char** command) {
    const double start = nowUs();
    const pid_t child = fork();
    if (child < 0)
        die("cannot fork");
    if (child == 0) {
        execvp(command[0], command);
        die("cannot run %s", command[0]);
    }
    int status = 0;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0)
        die("cannot wait");
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    FILE* out = fopen(report, "w");
    if (out == NULL)
        die("cannot write %s", report);
    fprintf(out, "%ld %.1f %d\n", usage.ru_maxrss, (nowUs() - start) / 1e3, code);
    fclose(out);
    return code;
}

static void usage(void) {
    fputs("yardstick single N           latency of each one-row transaction, us\n"
          "yardstick group N G          rows a second in groups of G\n"
          "yardstick groupby ROWS TIMES GROUP BY over ROWS payments, ms each time\n"
          "yardstick check FILE ROWS    integrity_check of FILE, then a SHA-256 chain over ROWS\n"
          "                             rows: ms of the first, of the second, of both\n"
          "yardstick month FILE MONTH [USER]\n"
          "                             the rows of a month's page as CSV, USER's password checked\n"
          "yardstick peak REPORT CMD…   runs CMD; peak KiB, ms and exit status go to REPORT\n",
          stderr);
    exit(2);
}

static long number(const char* text) {
    char* end = NULL;
    const long value = strtol(text, &end, 10);
    if (*end != '\0' || value <= 0)
        die("'%s' is not a number above zero", text);
    return value;
}

int main(int argc, char** argv) {
    if (sodium_init() < 0)
        die("libsodium does not start");
    const char* mode = argc > 1 ? argv[1] : "";
    if (strcmp(mode, "single") == 0 && argc == 3) {
        single(number(argv[2]));
    } else if (strcmp(mode, "group") == 0 && argc == 4) {
        group(number(argv[2]), number(argv[3]));
    } else if (strcmp(mode, "groupby") == 0 && argc == 4) {
        groupBy(number(argv[2]), number(argv[3]));
    } else if (strcmp(mode, "check") == 0 && argc == 4) {
        const double integrity = integrityMs(argv[2]);
        const double chain = chainMs(number(argv[3]));
        printf("%.1f %.1f %.1f\n", integrity, chain, integrity + chain);
    } else if (strcmp(mode, "month") == 0 && (argc == 4 || argc == 5)) {
        month(argv[2], argv[3], argc == 5 ? argv[4] : NULL);
    } else if (strcmp(mode, "peak") == 0 && argc > 3) {
        return peak(argv[2], argv + 3);
    } else {
        usage();
    }
    return 0;
}

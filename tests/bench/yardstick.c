// SPDX-License-Identifier: GPL-3.0-only
//
// The yardstick: what the disk, SQLite and SHA-256 cost without FundDesk, so that a benchmark
// compares two programs on the same machine at the same minute and not a figure with a memory.
// It writes into a fund the very rows that commands of FundDesk were seen to write, and hashes the
// very bytes of their entries (written.py makes that script); it judges nothing and asks nothing.
// Files are made in the current directory and removed at the end. See usage() for the modes.

#include <sodium.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HASH_BYTES = crypto_hash_sha256_BYTES };

static const char* const scratch = "yardstick.db";
static const char* const settings =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA;"
    "PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF;"
    "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0";

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

// A file under the pragmas of a fund file.
static sqlite3* openToWrite(const char* file) {
    sqlite3* db = openFile(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    run(db, settings);
    expectPragma(db, "PRAGMA journal_mode", "truncate");
    expectPragma(db, "PRAGMA locking_mode", "exclusive");
    expectPragma(db, "PRAGMA synchronous", "3");
    return db;
}

static void finalizeAll(sqlite3* db) {
    sqlite3_stmt* statement = NULL;
    while ((statement = sqlite3_next_stmt(db, NULL)) != NULL)
        sqlite3_finalize(statement);
    sqlite3_close(db);
}

// One row that a command wrote: a statement of the script and what is bound to it.
typedef struct {
    sqlite3_stmt* statement;
    int count;
    sqlite3_value** bound;
} Change;

// One command: its rows, and the bytes of its entry.
typedef struct {
    long first, end; // of the changes
    unsigned char* bytes;
    size_t size;
} Command;

typedef struct {
    long commandCount;
    Command* commands;
    Change* changes;
} Script;

static void* allocate(size_t count, size_t size) {
    void* memory = calloc(count > 0 ? count : 1, size);
    if (memory == NULL)
        die("out of memory");
    return memory;
}

static long countOf(sqlite3* db, const char* sql) {
    sqlite3_stmt* ask = prepare(db, sql);
    check(db, sqlite3_step(ask), sql);
    const long count = (long)sqlite3_column_int64(ask, 0);
    sqlite3_finalize(ask);
    return count;
}

// Reads the whole script into memory, so that playing it reads nothing but the fund.
static Script readScript(const char* file, sqlite3* fund) {
    sqlite3* db = openFile(file, SQLITE_OPEN_READONLY);
    Script script;
    script.commandCount = countOf(db, "SELECT count(*) FROM command");
    script.commands = allocate((size_t)script.commandCount, sizeof(Command));
    script.changes =
        allocate((size_t)countOf(db, "SELECT count(*) FROM change"), sizeof(Change));
    const long statementCount = countOf(db, "SELECT count(*) FROM statement");
    sqlite3_stmt** statements = allocate((size_t)statementCount, sizeof(sqlite3_stmt*));
    sqlite3_stmt* ask = prepare(db, "SELECT sql FROM statement ORDER BY id");
    for (long n = 0; sqlite3_step(ask) == SQLITE_ROW; ++n)
        statements[n] = prepare(fund, (const char*)sqlite3_column_text(ask, 0));
    sqlite3_finalize(ask);

    ask = prepare(db, "SELECT bytes FROM command ORDER BY id");
    for (long n = 0; sqlite3_step(ask) == SQLITE_ROW; ++n) {
        Command* command = &script.commands[n];
        command->size = (size_t)sqlite3_column_bytes(ask, 0) + HASH_BYTES;
        command->bytes = allocate(command->size, 1);
        memcpy(command->bytes + HASH_BYTES, sqlite3_column_blob(ask, 0),
               command->size - HASH_BYTES);
    }
    sqlite3_finalize(ask);

    ask = prepare(db, "SELECT command, statement FROM change ORDER BY id");
    sqlite3_stmt* values = prepare(db, "SELECT value FROM bound WHERE change = ?1 ORDER BY place");
    for (long n = 0; sqlite3_step(ask) == SQLITE_ROW; ++n) {
        Command* command = &script.commands[sqlite3_column_int64(ask, 0)];
        if (command->end == 0)
            command->first = n;
        command->end = n + 1;
        Change* change = &script.changes[n];
        change->statement = statements[sqlite3_column_int64(ask, 1)];
        change->count = sqlite3_bind_parameter_count(change->statement);
        change->bound = allocate((size_t)change->count, sizeof(sqlite3_value*));
        sqlite3_bind_int64(values, 1, n);
        for (int place = 0; sqlite3_step(values) == SQLITE_ROW && place < change->count; ++place)
            change->bound[place] = sqlite3_value_dup(sqlite3_column_value(values, 0));
        check(db, sqlite3_reset(values), "bound");
    }
    sqlite3_finalize(ask);
    sqlite3_finalize(values);
    sqlite3_close(db);
    free(statements);
    return script;
}

static void play(sqlite3* db, const Script* script, long number, unsigned char* before) {
    const Command* command = &script->commands[number];
    memcpy(command->bytes, before, HASH_BYTES);
    crypto_hash_sha256(before, command->bytes, command->size);
    for (long n = command->first; n < command->end; ++n) {
        const Change* change = &script->changes[n];
        for (int place = 0; place < change->count; ++place)
            check(db, sqlite3_bind_value(change->statement, place + 1, change->bound[place]),
                  "bind");
        once(db, change->statement);
        if (sqlite3_changes(db) != 1)
            die("%s changed %d rows", sqlite3_sql(change->statement), sqlite3_changes(db));
    }
}

// Plays a script on a fund, so many commands a transaction; the microseconds of each transaction.
// Whole, it is played in memory and in one piece, as a verification does.
static void playScript(const char* file, const char* scriptFile, long size, int whole) {
    sqlite3* db = openToWrite(file);
    if (whole)
        run(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144");
    const Script script = readScript(scriptFile, db);
    sqlite3_stmt* begin = prepare(db, "BEGIN IMMEDIATE");
    sqlite3_stmt* commit = prepare(db, "COMMIT");
    unsigned char before[HASH_BYTES] = {0};
    if (whole)
        size = script.commandCount;
    for (long first = 0; first < script.commandCount; first += size) {
        const double start = nowUs();
        once(db, begin);
        for (long n = first; n < first + size && n < script.commandCount; ++n)
            play(db, &script, n, before);
        once(db, commit);
        printf("%.1f\n", nowUs() - start);
    }
    finalizeAll(db);
}

// The milliseconds of one GROUP BY over that many payments, several times, all pages in memory.
static void groupBy(long rows, long times) {
    removeScratch();
    sqlite3* db = openToWrite(scratch);
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
    finalizeAll(db);
    removeScratch();
}

static double integrityMs(const char* file) {
    const double start = nowUs();
    sqlite3* db = openFile(file, SQLITE_OPEN_READONLY);
    expectPragma(db, "PRAGMA integrity_check", "ok");
    sqlite3_close(db);
    return (nowUs() - start) / 1e3;
}

// Each entry's hash covers the hash before it and the entry's bytes, in the fund's own file.
static double chainMs(const char* file, long* hashed) {
    const double start = nowUs();
    sqlite3* db = openFile(file, SQLITE_OPEN_READONLY);
    sqlite3_stmt* walk = prepare(db, "SELECT at, by, action, body FROM entry ORDER BY seq");
    unsigned char hash[HASH_BYTES] = {0};
    for (*hashed = 0; sqlite3_step(walk) == SQLITE_ROW; ++*hashed) {
        crypto_hash_sha256_state state;
        crypto_hash_sha256_init(&state);
        crypto_hash_sha256_update(&state, hash, sizeof hash);
        for (int column = 0; column < 4; ++column)
            crypto_hash_sha256_update(&state, sqlite3_column_text(walk, column),
                                      (unsigned long long)sqlite3_column_bytes(walk, column));
        crypto_hash_sha256_final(&state, hash);
    }
    finalizeAll(db);
    return (nowUs() - start) / 1e3;
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
    fputs("yardstick play FILE SCRIPT SIZE\n"
          "                             plays a script's commands on a fund, SIZE a transaction:\n"
          "                             us of each; SIZE whole: all in one, nothing forced\n"
          "yardstick groupby ROWS TIMES GROUP BY over ROWS payments, ms each time\n"
          "yardstick check FILE         integrity_check of a fund, then a SHA-256 chain over its\n"
          "                             entries: ms of both, and how many entries\n"
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
    if (strcmp(mode, "play") == 0 && argc == 5) {
        const int whole = strcmp(argv[4], "whole") == 0;
        playScript(argv[2], argv[3], whole ? 1 : number(argv[4]), whole);
    } else if (strcmp(mode, "groupby") == 0 && argc == 4) {
        groupBy(number(argv[2]), number(argv[3]));
    } else if (strcmp(mode, "check") == 0 && argc == 3) {
        long entries = 0;
        const double integrity = integrityMs(argv[2]);
        printf("%.1f %ld\n", integrity + chainMs(argv[2], &entries), entries);
    } else if (strcmp(mode, "month") == 0 && (argc == 4 || argc == 5)) {
        month(argv[2], argv[3], argc == 5 ? argv[4] : NULL);
    } else if (strcmp(mode, "peak") == 0 && argc > 3) {
        return peak(argv[2], argv + 3);
    } else {
        usage();
    }
    return 0;
}

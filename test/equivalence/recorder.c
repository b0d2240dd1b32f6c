/* Stands in for every daemon: tells what the kernel made of it, as one JSON datagram to an abstract socket, and
   exits 0, or 1 where /run/.fail exists. Where /run/.stay exists it stays instead, in the background if that file begins with `fork`: it writes the
   pid files that its arguments or that file name, tells of each signal, and ends by those that end a daemon and by
   those that its first line names. A program whose output somebody reads ends all the same.
   As daemon(1) of libslack it answers `--running` by its status, and tells of no daemon: nothing was started. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

extern char **environ;
static char report[200000];
static size_t used;

static void put(const char *text) {
  size_t length = strlen(text);
  if (used + length < sizeof report - 8) {
    memcpy(report + used, text, length);
    used += length;
  }
}

static void put_string(const char *text) {
  put("\"");
  for (; *text; text++) {
    unsigned char byte = *text;
    char piece[8] = {byte, 0};
    if (byte == '"' || byte == '\\')
      sprintf(piece, "\\%c", byte);
    else if (byte < 32 || byte > 126)
      sprintf(piece, "\\u%04x", byte);
    put(piece);
  }
  put("\"");
}

static void put_number(const char *key, long value) {
  char piece[80];
  sprintf(piece, ",\"%s\":%ld", key, value);
  put(piece);
}

static void put_link(const char *key, const char *path) {
  char target[4096];
  ssize_t length = readlink(path, target, sizeof target - 1);
  target[length < 0 ? 0 : length] = 0;
  put(",\"");
  put(key);
  put("\":");
  put_string(target);
}

static void put_groups(void) {
  gid_t groups[256];
  int count = getgroups(256, groups);
  put(",\"groups\":[");
  for (int i = 0; i < count; i++) {
    char piece[20];
    sprintf(piece, "%s%u", i ? "," : "", groups[i]);
    put(piece);
  }
  put("]");
}

static void put_limits(void) {
  static const struct { int resource; const char *key; } all[] = {
    {RLIMIT_NOFILE, "nofile"}, {RLIMIT_CORE, "core"}, {RLIMIT_NPROC, "nproc"}, {RLIMIT_AS, "as"},
    {RLIMIT_STACK, "stack"}, {RLIMIT_MEMLOCK, "memlock"}, {RLIMIT_FSIZE, "fsize"}, {RLIMIT_DATA, "data"},
    {RLIMIT_RTPRIO, "rtprio"}, {RLIMIT_LOCKS, "locks"}, {RLIMIT_CPU, "cpu"}, {RLIMIT_RSS, "rss"}};
  put(",\"rlimits\":{");
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    struct rlimit limit;
    char piece[100];
    getrlimit(all[i].resource, &limit);
    sprintf(piece, "%s\"%s\":[%ld,%ld]", i ? "," : "", all[i].key, (long)limit.rlim_cur, (long)limit.rlim_max);
    put(piece);
  }
  put("}");
}

static void put_environment(void) {
  put(",\"env\":{");
  int first = 1;
  for (char **entry = environ; *entry; entry++) {
    char *equals = strchr(*entry, '=');
    if (!equals)
      continue;
    if (!first)
      put(",");
    first = 0;
    *equals = 0;
    put_string(*entry);
    *equals = '=';
    put(":");
    put_string(equals + 1);
  }
  put("}");
}

static void tell(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  memcpy(address.sun_path + 1, "recsock", 7);
  sendto(socket(AF_UNIX, SOCK_DGRAM, 0), report, used, 0, (struct sockaddr *)&address,
         offsetof(struct sockaddr_un, sun_path) + 8);
}

static void write_pid_file(const char *path) {
  FILE *file = fopen(path, "w");
  if (!file)
    return;
  fprintf(file, "%d\n", getpid());
  fclose(file);
}

static void stay(int argc, char **argv, FILE *how) {
  char line[4096], ends[4096] = "";
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  /* `kill -TTOU $pid; kill -9 $pid`: it has to tell of the first before the second ends it. */
  struct sched_param first = {.sched_priority = 1};
  if (sched_setscheduler(0, SCHED_FIFO, &first))
    setpriority(PRIO_PROCESS, 0, -20);
  int background = fgets(ends, sizeof ends, how) && strncmp(ends, "fork", 4) == 0;
  int ready[2];
  if (background && pipe(ready) == 0) {
    if (fork()) {
      close(ready[1]);
      (void)!read(ready[0], line, 1); /* until the pid file is there */
      exit(0);
    }
    close(ready[0]);
    setsid();
    int nowhere = open("/dev/null", O_RDWR); /* as daemon(3): who reads its output waits for it no longer */
    for (int i = 0; i < 3; i++)
      dup2(nowhere, i);
  }
  while (fgets(line, sizeof line, how)) {
    line[strcspn(line, "\n")] = 0;
    write_pid_file(line);
  }
  for (int i = 1; i < argc; i++) {
    const char *path = strchr(argv[i], '/');
    if (path && strstr(path, ".pid"))
      write_pid_file(path);
  }
  if (background)
    close(ready[1]);
  for (;;) {
    /* Longer than the bench waits for three daemons that stay in the foreground, on a busy machine too. */
    struct timespec limit = {60, 0};
    int number = sigtimedwait(&all, NULL, &limit);
    if (number < 0)
      exit(0);
    if (number == SIGCHLD || number == SIGCONT)
      continue;
    used = 0;
    put("{\"signal\":");
    put_string(sigabbrev_np(number) ? sigabbrev_np(number) : "?");
    put_link("exe", "/proc/self/exe");
    put_number("pid", getpid());
    put("}");
    tell();
    if (number == SIGTERM || number == SIGINT || number == SIGQUIT || strstr(ends, sigabbrev_np(number)))
      exit(0);
  }
}

static int asks_whether_it_runs(int argc, char **argv) {
  const char *name = strrchr(argv[0], '/');
  if (strcmp(name ? name + 1 : argv[0], "daemon"))
    return 0;
  for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
    if (!strcmp(argv[i], "--running"))
      return 1;
  return 0;
}

/* `out=$(acmed -t)`: whoever takes what it prints waits for its end, and no daemon stays in a pipe. */
static int is_asked(void) {
  struct stat out;
  return fstat(1, &out) == 0 && S_ISFIFO(out.st_mode);
}

int main(int argc, char **argv) {
  if (argc > 0 && asks_whether_it_runs(argc, argv))
    return access("/run/.stay", F_OK) && access("/run/.stayed", F_OK) ? 1 : 0;
  put("{\"argv\":[");
  for (int i = 0; i < argc; i++) {
    if (i)
      put(",");
    put_string(argv[i]);
  }
  put("]");
  put_link("exe", "/proc/self/exe");
  put_link("cwd", "/proc/self/cwd");
  put_link("root", "/proc/self/root");
  put_link("stdin", "/proc/self/fd/0");
  put_link("stdout", "/proc/self/fd/1");
  put_link("stderr", "/proc/self/fd/2");
  put_number("uid", getuid());
  put_number("euid", geteuid());
  put_number("gid", getgid());
  put_groups();
  mode_t mask = umask(0);
  umask(mask); /* a pid file that anybody may write to is refused by start-stop-daemon(8) */
  put_number("umask", mask);
  put_number("nice", getpriority(PRIO_PROCESS, 0));
  put_limits();
  long oom = 0;
  FILE *score = fopen("/proc/self/oom_score_adj", "r");
  if (score && fscanf(score, "%ld", &oom) != 1)
    oom = 0;
  put_number("oom", oom);
  put_environment();
  put_number("pid", getpid());
  put_number("parent", getppid());
  put("}");
  tell();
  FILE *how = fopen("/run/.stay", "r");
  if (how && !is_asked())
    stay(argc, argv, how);
  return access("/run/.fail", F_OK) == 0;
}

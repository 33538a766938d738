/* Sends to a port of this machine what stands on standard input, byte for byte, and prints what comes back.
 *   ask PORT          the answer to one request, until it is whole or the server closes
 *   ask PORT slow     a byte every quarter of a second; prints after how many seconds the server closed
 *   ask PORT many N   asks, opens N connections more that say half a line, asks again on the first connection, lets
 *                     the N go, asks on a new one: prints the three statuses, and how many of the N were refused */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { REQUEST_BYTES = 8 << 20, ANSWER_BYTES = 4 << 20, MANY = 1000, PATIENCE_MS = 30000 };

static char request[REQUEST_BYTES + 1], reply[ANSWER_BYTES + 1];
static size_t request_size, reply_size;

static int open_connection(unsigned port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* The server may close before it has read everything: then its answer is read all the same. */
static void send_all(int fd, const char *at, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);

        if (sent <= 0)
            return;
        at += sent;
        size -= (size_t)sent;
    }
}

static int is_whole(void)
{
    const char *end = strstr(reply, "\r\n\r\n"), *length;

    if (!end)
        return 0;
    length = strcasestr(reply, "\r\nContent-Length:");
    return length && length < end && reply_size >= (size_t)(end + 4 - reply) + strtoul(length + 17, NULL, 10);
}

/* 0: the server closed without a word, or said nothing for too long. */
static size_t read_answer(int fd)
{
    reply_size = 0;
    while (reply_size < ANSWER_BYTES) {
        struct pollfd p = {fd, POLLIN, 0};
        ssize_t got;

        if (poll(&p, 1, PATIENCE_MS) != 1)
            break;
        got = recv(fd, reply + reply_size, ANSWER_BYTES - reply_size, 0);
        if (got <= 0)
            break;
        reply_size += (size_t)got;
        reply[reply_size] = '\0';
        if (is_whole())
            break;
    }
    reply[reply_size] = '\0';
    return reply_size;
}

static void print_status(const char *what, int fd)
{
    send_all(fd, request, request_size);
    printf("%s: %.3s\n", what, read_answer(fd) > 12 ? reply + 9 : "---");
}

static int is_closed(int fd, int wait_ms)
{
    struct pollfd p = {fd, POLLIN, 0};
    char c;

    return poll(&p, 1, wait_ms) == 1 && recv(fd, &c, 1, MSG_PEEK) <= 0;
}

static void ask_slowly(unsigned port)
{
    int fd = open_connection(port);
    time_t begun = time(NULL);

    for (size_t i = 0; i < request_size && !is_closed(fd, 250); i++)
        send_all(fd, request + i, 1);
    printf("%ld\n", (long)(time(NULL) - begun));
    close(fd);
}

static void ask_many(unsigned port, size_t count)
{
    static int fds[MANY];
    int first = open_connection(port), last;
    size_t refused = 0;

    print_status("before", first);
    for (size_t i = 0; i < count && i < MANY; i++) {
        fds[i] = open_connection(port);
        if (fds[i] >= 0)
            send_all(fds[i], "GET / HT", 8);
    }
    print_status("meanwhile", first);
    usleep(300000);
    for (size_t i = 0; i < count && i < MANY; i++) {
        refused += fds[i] < 0 || is_closed(fds[i], 0);
        if (fds[i] >= 0)
            close(fds[i]);
    }
    printf("refused: %zu\n", refused);
    usleep(300000);
    last = open_connection(port);
    print_status("after", last);
    close(first);
    close(last);
}

int main(int argc, char **argv)
{
    unsigned port = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
    int fd;

    request_size = fread(request, 1, REQUEST_BYTES, stdin);
    if (argc > 2 && strcmp(argv[2], "slow") == 0) {
        ask_slowly(port);
        return 0;
    }
    if (argc > 3 && strcmp(argv[2], "many") == 0) {
        ask_many(port, strtoul(argv[3], NULL, 10));
        return 0;
    }
    fd = open_connection(port);
    if (fd < 0)
        return 1;
    send_all(fd, request, request_size);
    fwrite(reply, 1, read_answer(fd), stdout);
    close(fd);
    return 0;
}

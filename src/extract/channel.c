#include "extract/channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

union control {     /* aligned as the kernel wants it */
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(struct channel_files))];
};

static bool is_whole(ssize_t got, size_t size)
{
    if (got >= 0 && (size_t)got != size)
        errno = got == 0 ? 0 : EPROTO;
    return got >= 0 && (size_t)got == size;
}

bool channel_send(int socket, const void *message, size_t size)
{
    ssize_t sent;

    do
        sent = send(socket, message, size, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return is_whole(sent, size);
}

bool channel_take(int socket, void *message, size_t size)
{
    ssize_t got;

    do
        got = recv(socket, message, size, 0);
    while (got < 0 && errno == EINTR);
    return is_whole(got, size);
}

bool channel_send_request(int socket, const struct channel_request *r, struct channel_files files)
{
    struct channel_request copy = *r;
    struct iovec part = {&copy, sizeof copy};
    union control control = {.room = {0}};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control,
                             .msg_controllen = sizeof control};
    ssize_t sent;

    control.head = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof files), .cmsg_level = SOL_SOCKET,
                                    .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(&control.head), &files, sizeof files);
    do
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return is_whole(sent, sizeof copy);
}

bool channel_take_request(int socket, struct channel_request *r, struct channel_files *files)
{
    struct iovec part = {r, sizeof *r};
    union control control = {.room = {0}};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control,
                             .msg_controllen = sizeof control};
    ssize_t got;

    do
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (!is_whole(got, sizeof *r))
        return false;
    if (control.head.cmsg_type != SCM_RIGHTS || control.head.cmsg_len != CMSG_LEN(sizeof *files)) {
        errno = EPROTO;
        return false;
    }
    memcpy(files, CMSG_DATA(&control.head), sizeof *files);
    r->name[sizeof r->name - 1] = '\0';
    return true;
}

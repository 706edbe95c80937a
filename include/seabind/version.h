/* The version of seabind's source API (semantic versioning). */
#ifndef SEABIND_VERSION_H
#define SEABIND_VERSION_H

#define SEA_VERSION_MAJOR 0
#define SEA_VERSION_MINOR 1
#define SEA_VERSION_PATCH 0
#define SEA_VERSION "0.1.0"

#endif

#pragma once
// doctest beside our own CHECK: in a test, CHECK is doctest's. Include it after the headers of the project.

#include "base/check.hpp"
#undef CHECK

#include <doctest/doctest.h>

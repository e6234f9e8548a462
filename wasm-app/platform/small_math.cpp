// Takes the place of the C library's angles, which are exact for the largest numbers, too (a fiftieth of the
// program). Dear ImGui rounds corners with them: what is wrong in the fifth place nobody sees.
#include <cmath>

namespace {

constexpr float pi = 3.14159265f;

}  // namespace

extern "C" {

float sinf(float angle) {
    float x = angle - 2 * pi * std::floor(angle / (2 * pi) + 0.5f);
    if (x > pi / 2) x = pi - x;
    if (x < -pi / 2) x = -pi - x;
    float const y = x * x;
    return x * (1 - y / 6 * (1 - y / 20 * (1 - y / 42 * (1 - y / 72))));
}

float cosf(float angle) { return sinf(angle + pi / 2); }

// Abramowitz and Stegun, 4.4.45.
float acosf(float x) {
    float const a = std::fabs(x);
    float const angle =
        std::sqrt(1 - a) * (1.5707288f + a * (-0.2121144f + a * (0.074261f - a * 0.0187293f)));
    return x < 0 ? pi - angle : angle;
}

}  // extern "C"

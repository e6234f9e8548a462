#pragma once
// Objects of OpenSSL that end by themselves.

#include <memory>

namespace afterdesk::crypto {

template <auto free>
struct Freed {
    template <class T>
    void operator()(T* object) const {
        free(object);
    }
};
/// Ended by `free`: OpensslOwner<BIO, &BIO_free_all>.
template <class T, auto free>
using OpensslOwner = std::unique_ptr<T, Freed<free>>;

}  // namespace afterdesk::crypto

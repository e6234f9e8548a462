#pragma once
// The features' models, and how a feature's function is called without anybody knowing its model.

#include <map>
#include <memory>

namespace afterdesk::app {

struct Shell;

/// One model of each feature, made when it is first asked for: a new feature is written nowhere but in its
/// folder.
class Features {
  public:
    template <class Model>
    Model& of() {
        std::shared_ptr<void>& slot = slots_[&place<Model>];
        if (!slot) slot = std::make_shared<Model>();
        return *static_cast<Model*>(slot.get());
    }
    /// Somebody else comes: nothing of what was shown stays.
    void clear() { slots_.clear(); }

  private:
    template <class Model>
    static inline char place = 0;

    std::map<void const*, std::shared_ptr<void>> slots_;
};

template <auto function>
struct Bound;
template <class Model, class... Rest, void (*function)(Model&, Shell&, Rest...)>
struct Bound<function> {
    static void call(Features& features, Shell& shell, Rest... rest) {
        function(features.of<Model>(), shell, rest...);
    }
};
/// `f(Model&, Shell&, …)` as a function of (Features&, Shell&, …).
template <auto function>
inline constexpr auto in_feature = &Bound<function>::call;

}  // namespace afterdesk::app

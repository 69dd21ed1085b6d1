// core/formats/pickle_machine.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/pickle.h"

#include <string>

namespace varad::formats {

/// The stack machine behind readPickle(). One object per pickle.
class PickleMachine {
public:
    PickleMachine(Bytes source, std::size_t start);

    /// Runs up to STOP. @throws Refusal
    void run();

    Pickle takeResult() { return std::move(m_result); }
    std::size_t position() const { return m_start + m_reader.position(); }

private:
    // One group of opcodes each; false: not of this group.
    bool runScalar(std::uint8_t opcode);
    bool runText(std::uint8_t opcode);
    bool runCollection(std::uint8_t opcode);
    bool runMemo(std::uint8_t opcode);
    bool runName(std::uint8_t opcode);

    void push(PickleValue value);
    PickleValue pop();
    std::size_t popMark();
    void pushNumber(std::int64_t value) { push({PickleKind::Int, 0, value}); }
    void pushText(std::uint64_t length);
    void pushTuple(std::size_t size);
    PickleValue newCollection(PickleKind kind);
    void place(PickleValue parent, PickleValue child);
    PickleCollection& openTop(std::size_t index, PickleKind kind);
    void appendFrom(std::size_t first);
    void setItemsFrom(std::size_t first);
    void memoize(std::size_t index);
    void recall(std::size_t index);
    std::string_view line();
    void pushGlobal(std::string_view module, std::string_view name);

    void reduce();
    void build();
    void persistentId();
    PickleValue makeOrderedDict(const PickleCollection& arguments);
    PickleValue makeSize(const PickleCollection& arguments);
    PickleValue makeTensor(const PickleCollection& arguments, std::size_t fixedCount);
    PickleValue makeParameter(const PickleCollection& arguments);
    bool isEmptyDict(const PickleValue& value) const;
    std::vector<std::int64_t> integers(const PickleValue& value, const char* what) const;

    std::string currentEntry() const;

    Bytes m_source;
    std::size_t m_start;
    ByteReader m_reader;
    Pickle m_result;
    std::vector<PickleValue> m_stack;
    std::vector<std::size_t> m_marks; ///< stack sizes at each MARK
    std::vector<PickleValue> m_memo;
    std::size_t m_memoized = 0; ///< what MEMOIZE numbers by
    std::size_t m_placed = 0;   ///< items of all collections
};

} // namespace varad::formats

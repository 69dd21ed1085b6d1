// core/formats/pickle_machine.cpp - layer: formats
#include "core/formats/pickle_machine.h"

#include "core/formats/format_limits.h"
#include "core/formats/pickle_opcodes.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace varad::formats {

const char* kindName(PickleKind kind)
{
    switch (kind) {
    case PickleKind::None:
        return "nothing (None)";
    case PickleKind::Bool:
        return "true or false";
    case PickleKind::Int:
    case PickleKind::Float:
        return "a number";
    case PickleKind::Text:
        return "text";
    case PickleKind::Tuple:
        return "a tuple";
    case PickleKind::List:
        return "a list";
    case PickleKind::Dict:
        return "a dictionary";
    case PickleKind::Tensor:
        return "a tensor";
    case PickleKind::Unset:
    case PickleKind::Global:
    case PickleKind::Storage:
        break;
    }
    return "a part of a tensor";
}

Pickle readPickle(Bytes source, std::size_t start, std::size_t& end)
{
    PickleMachine machine(source, start);
    machine.run();
    end = machine.position();
    return machine.takeResult();
}

PickleMachine::PickleMachine(Bytes source, std::size_t start)
    : m_source(source), m_start(start), m_reader(source.subspan(start), "its pickle")
{
    m_result.source = source;
}

void PickleMachine::run()
{
    if (m_reader.u8() != opcode::Proto)
        throw Refusal("its pickle is of protocol 0 or 1, which torch.save does not write");
    const std::uint8_t protocol = m_reader.u8();
    if (protocol < 2 || protocol > 5)
        throw Refusal("its pickle is of the unknown protocol " + std::to_string(protocol));
    try {
        std::size_t operations = 0;
        for (std::uint8_t code = m_reader.u8(); code != opcode::Stop; code = m_reader.u8()) {
            if (++operations > limits::pickleOperations)
                throw Refusal("its pickle has more than a million operations");
            if (!runScalar(code) && !runText(code) && !runCollection(code) && !runMemo(code) &&
                !runName(code)) {
                std::array<char, 8> hex{};
                std::snprintf(hex.data(), hex.size(), "0x%02X", code);
                throw Refusal(std::string("its pickle uses operation ") + hex.data() +
                              ", which tensors do not need");
            }
        }
        m_result.root = pop();
        if (!m_stack.empty() || !m_marks.empty())
            throw Refusal("its pickle ends with values left over");
    } catch (const Refusal& why) {
        const std::string entry = currentEntry();
        throw entry.empty() ? why : Refusal("the entry " + entry + ": " + why.what());
    }
}

std::string PickleMachine::currentEntry() const
{
    // A key has been pushed behind its dictionary, alone (SETITEM) or in a marked row of pairs (SETITEMS).
    std::size_t upper = m_stack.size();
    for (std::size_t level = m_marks.size() + 1; level-- > 0;) {
        const std::size_t lower = level == 0 ? 0 : m_marks[level - 1];
        const bool pairs = lower > 0 && m_stack[lower - 1].kind == PickleKind::Dict;
        for (std::size_t i = upper; i-- > lower;) {
            const bool key = i > lower ? m_stack[i - 1].kind == PickleKind::Dict : false;
            const bool keyOfPair = pairs && (i - lower) % 2 == 0;
            if ((key || keyOfPair) && m_stack[i].kind == PickleKind::Text)
                return inQuotes(m_result.text(m_stack[i]));
        }
        upper = lower;
    }
    return {};
}

void PickleMachine::push(PickleValue value)
{
    if (m_stack.size() >= limits::pickleStack)
        throw Refusal("its pickle piles up more than 100000 values");
    m_stack.push_back(value);
}

PickleValue PickleMachine::pop()
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (m_stack.size() == floor)
        throw Refusal("its pickle takes more values than it has put down");
    const PickleValue value = m_stack.back();
    m_stack.pop_back();
    return value;
}

std::size_t PickleMachine::popMark()
{
    if (m_marks.empty())
        throw Refusal("its pickle closes a group that it has not opened");
    const std::size_t first = m_marks.back();
    m_marks.pop_back();
    return first;
}

bool PickleMachine::runScalar(std::uint8_t code)
{
    switch (code) {
    case opcode::None:
        push({PickleKind::None, 0, 0});
        return true;
    case opcode::NewTrue:
        push({PickleKind::Bool, 0, 1});
        return true;
    case opcode::NewFalse:
        push({PickleKind::Bool, 0, 0});
        return true;
    case opcode::BinInt:
        pushNumber(static_cast<std::int32_t>(m_reader.u32()));
        return true;
    case opcode::BinInt1:
        pushNumber(m_reader.u8());
        return true;
    case opcode::BinInt2:
        pushNumber(m_reader.u16());
        return true;
    case opcode::Long1: {
        const std::uint8_t size = m_reader.u8();
        if (size > 8)
            throw Refusal("its pickle holds an integer of more than 64 bits");
        const std::uint64_t bits = littleEndian(m_reader.take(size), size);
        // Sign extension from `size` bytes; C++20 shifts signed numbers arithmetically.
        const int unused = 64 - 8 * size;
        pushNumber(size == 0 ? 0 : static_cast<std::int64_t>(bits << unused) >> unused);
        return true;
    }
    case opcode::BinFloat:
        m_reader.take(8);
        push({PickleKind::Float, 0, 0});
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushText(std::uint64_t length)
{
    const std::size_t at = position();
    const Bytes bytes = m_reader.take(length);
    if (!isUtf8(asText(bytes)))
        throw Refusal("its pickle holds text that is not UTF-8");
    push({PickleKind::Text, static_cast<std::uint32_t>(bytes.size()), static_cast<std::int64_t>(at)});
}

bool PickleMachine::runText(std::uint8_t code)
{
    switch (code) {
    case opcode::BinUnicode:
    case opcode::BinString:
        pushText(m_reader.u32());
        return true;
    case opcode::ShortBinUnicode:
    case opcode::ShortBinString:
        pushText(m_reader.u8());
        return true;
    default:
        return false;
    }
}

PickleValue PickleMachine::newCollection(PickleKind kind)
{
    if (m_result.collections.size() >= limits::pickleCollections)
        throw Refusal("its pickle builds more than 250000 lists and dictionaries");
    m_result.collections.emplace_back();
    return {kind, 0, static_cast<std::int64_t>(m_result.collections.size() - 1)};
}

void PickleMachine::place(PickleValue parent, PickleValue child)
{
    PickleCollection& outer = m_result.collection(parent);
    // An old-style dictionary is built from a whole list at a time, again and again if the pickle says so:
    // items need a bound of their own.
    if (++m_placed > limits::pickleOperations)
        throw Refusal("its pickle has more than a million items");
    if (child.kind == PickleKind::Tuple || child.kind == PickleKind::List || child.kind == PickleKind::Dict) {
        PickleCollection& inner = m_result.collection(child);
        if (&inner == &outer)
            throw Refusal("its pickle holds a list or dictionary that contains itself");
        if (inner.depth >= limits::pickleDepth)
            throw Refusal("its pickle is nested more than 64 deep");
        inner.placed = true;
        outer.depth = std::max(outer.depth, static_cast<std::uint8_t>(inner.depth + 1));
    }
    outer.items.push_back(child);
}

void PickleMachine::pushTuple(std::size_t size)
{
    const PickleValue tuple = newCollection(PickleKind::Tuple);
    std::array<PickleValue, 3> items;
    for (std::size_t i = size; i-- > 0;)
        items[i] = pop();
    for (std::size_t i = 0; i < size; ++i)
        place(tuple, items[i]);
    push(tuple);
}

/// The collection at `index` of the stack, about to grow.
PickleCollection& PickleMachine::openTop(std::size_t index, PickleKind kind)
{
    const std::size_t floor = m_marks.empty() ? 0 : m_marks.back();
    if (index >= m_stack.size() || index < floor)
        throw Refusal("its pickle takes more values than it has put down");
    if (m_stack[index].kind != kind)
        throw Refusal(std::string("its pickle adds items to ") + kindName(m_stack[index].kind));
    PickleCollection& collection = m_result.collection(m_stack[index]);
    if (collection.placed)
        throw Refusal("its pickle changes a list or dictionary that is already part of another");
    return collection;
}

/// Moves the stack's values from `first` on into the list below them.
void PickleMachine::appendFrom(std::size_t first)
{
    openTop(first - 1, PickleKind::List);
    for (std::size_t i = first; i < m_stack.size(); ++i)
        place(m_stack[first - 1], m_stack[i]);
    m_stack.resize(first);
}

void PickleMachine::setItemsFrom(std::size_t first)
{
    openTop(first - 1, PickleKind::Dict);
    if ((m_stack.size() - first) % 2 != 0)
        throw Refusal("its pickle gives a dictionary a key without a value");
    for (std::size_t i = first; i < m_stack.size(); ++i)
        place(m_stack[first - 1], m_stack[i]);
    m_stack.resize(first);
}

bool PickleMachine::runCollection(std::uint8_t code)
{
    switch (code) {
    case opcode::Mark:
        if (m_marks.size() >= limits::pickleStack)
            throw Refusal("its pickle opens more than 100000 groups");
        m_marks.push_back(m_stack.size());
        return true;
    case opcode::EmptyTuple:
        push(newCollection(PickleKind::Tuple));
        return true;
    case opcode::EmptyList:
        push(newCollection(PickleKind::List));
        return true;
    case opcode::EmptyDict:
        push(newCollection(PickleKind::Dict));
        return true;
    case opcode::Tuple1:
        pushTuple(1);
        return true;
    case opcode::Tuple2:
        pushTuple(2);
        return true;
    case opcode::Tuple3:
        pushTuple(3);
        return true;
    case opcode::Tuple: {
        const std::size_t first = popMark();
        const PickleValue tuple = newCollection(PickleKind::Tuple);
        for (std::size_t i = first; i < m_stack.size(); ++i)
            place(tuple, m_stack[i]);
        m_stack.resize(first);
        push(tuple);
        return true;
    }
    case opcode::Append:
        appendFrom(m_stack.size() - 1);
        return true;
    case opcode::Appends:
        appendFrom(popMark());
        return true;
    case opcode::SetItem:
        setItemsFrom(m_stack.size() - 2);
        return true;
    case opcode::SetItems:
        setItemsFrom(popMark());
        return true;
    default:
        return false;
    }
}

void PickleMachine::memoize(std::size_t index)
{
    if (index >= limits::pickleMemo)
        throw Refusal("its pickle remembers more than 100000 values");
    const PickleValue value = pop();
    push(value);
    if (index >= m_memo.size())
        m_memo.resize(index + 1);
    m_memoized += m_memo[index].kind == PickleKind::Unset ? 1 : 0;
    m_memo[index] = value;
}

void PickleMachine::recall(std::size_t index)
{
    if (index >= m_memo.size() || m_memo[index].kind == PickleKind::Unset)
        throw Refusal("its pickle recalls a value that it has not remembered");
    push(m_memo[index]);
}

bool PickleMachine::runMemo(std::uint8_t code)
{
    switch (code) {
    case opcode::BinPut:
        memoize(m_reader.u8());
        return true;
    case opcode::LongBinPut:
        memoize(m_reader.u32());
        return true;
    case opcode::Memoize:
        memoize(m_memoized);
        return true;
    case opcode::BinGet:
        recall(m_reader.u8());
        return true;
    case opcode::LongBinGet:
        recall(m_reader.u32());
        return true;
    case opcode::Frame:
        // A hint for buffered readers; all there is to check is that it does not lie.
        if (m_reader.u64() > m_reader.left())
            throw Refusal("its pickle is cut off");
        return true;
    default:
        return false;
    }
}

} // namespace varad::formats

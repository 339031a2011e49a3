using System.Text;

namespace EventSinks.Storage;

/// <summary>
/// Some of the 256 parts that stacks are divided into by their id, so that several processes can share one store. Immutable.
/// </summary>
public sealed class PartitionSet
{
    /// <summary>How many parts there are. It is part of every store's schema and never changes.</summary>
    public const int Count = 256;

    private readonly bool[] _contains = new bool[Count];

    /// <summary>Makes a set.</summary>
    /// <param name="partitions">The parts, each from 0 to 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public PartitionSet(IEnumerable<int> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        foreach (var partition in partitions)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(partition, nameof(partitions));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, Count, nameof(partitions));
            _contains[partition] = true;
        }
    }

    /// <summary>Gets all parts: a process that has the store to itself.</summary>
    public static PartitionSet All { get; } = new(Enumerable.Range(0, Count));

    /// <summary>Says which part a stack is in: the first byte of a hash (FNV-1a, 32 bits) of its id in UTF-8, the same everywhere and for ever.</summary>
    /// <param name="stackId">The stack.</param>
    /// <returns>0 to 255.</returns>
    public static int PartitionOf(string stackId)
    {
        ArgumentNullException.ThrowIfNull(stackId);
        var hash = 2_166_136_261u;
        foreach (var value in Encoding.UTF8.GetBytes(stackId))
        {
            hash = unchecked((hash ^ value) * 16_777_619u);
        }

        return (int)(hash >> 24);
    }

    /// <summary>Says whether a part is in the set.</summary>
    /// <param name="partition">0 to 255.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(int partition) => partition is >= 0 and < Count && _contains[partition];
}

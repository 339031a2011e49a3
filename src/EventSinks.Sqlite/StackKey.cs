namespace EventSinks.Sqlite;

/// <summary>What a stack is found by.</summary>
/// <param name="Id">The key of its row.</param>
/// <param name="StackId">What the engine calls it.</param>
/// <param name="Partition">The part of all stacks that it belongs to.</param>
internal readonly record struct StackKey(long Id, string StackId, int Partition);

namespace EventSinks.Sqlite;

/// <summary>Where an event stands in a sorted list.</summary>
/// <param name="Key">What is sorted by.</param>
/// <param name="Id">What decides between equals.</param>
internal sealed record EventPlace(object Key, long Id);

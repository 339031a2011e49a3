using System.Runtime.InteropServices;
using EventSinks.Storage;

namespace EventSinks.Sqlite;

/// <summary>What is kept of an event: Heat's body, to the last byte.</summary>
internal static class EventBody
{
    /// <summary>Encodes an event.</summary>
    /// <exception cref="EventStoreException">It has no encoding, or none that could be read back, so that no store on a disk can keep it.</exception>
    public static byte[] Of(StackEvent e)
    {
        // Before it comes to those who share a commit with it. An engine without nullable references may well give null.
        var missing = string.IsNullOrEmpty(e.ResourceName) ? nameof(e.ResourceName)
            : string.IsNullOrEmpty(e.ResourceAction) ? nameof(e.ResourceAction)
            : string.IsNullOrEmpty(e.ResourceStatus) ? nameof(e.ResourceStatus)
            : null;
        if (missing is not null)
        {
            throw new EventStoreException($"Event {e.Id} of stack {e.StackId} cannot be recorded, as its {missing} is missing or empty, and Heat's body has to have one.");
        }

        try
        {
            var body = e.ToUtf8Json();
            return MemoryMarshal.TryGetArray(body, out var array) && array.Offset == 0 && array.Count == array.Array!.Length ? array.Array : body.ToArray();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // Half a surrogate pair in the properties, or properties whose JsonDocument the engine has disposed.
            throw new EventStoreException($"Event {e.Id} of stack {e.StackId} cannot be recorded, as it cannot be encoded: {error.Message}", error);
        }
    }
}

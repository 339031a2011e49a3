using System.Text.Json;

namespace EventSinks.Dispatch;

/// <summary>
/// How the sinks of a lane see the events of its stack, where it is not as they were published: an event in, an event out. Immutable,
/// compared by value, thread-safe.
/// </summary>
/// <remarks>
/// What is made of an event is kept with it, so that lanes with equal views share it and its body. The store keeps events as published.
/// </remarks>
internal sealed record EventView
{
    private readonly KeyValuePair<string, JsonElement>[] _stackMembers;

    public EventView(StackIdentity stack, IEventRedactor? redactor = null, bool hidesProperties = false, bool isExtended = false, bool isCloudEvent = false)
    {
        Stack = stack;
        Redactor = redactor;
        HidesProperties = hidesProperties;
        IsExtended = isExtended;
        IsCloudEvent = isCloudEvent;
        _stackMembers = isExtended ? MembersOf(stack) : [];
    }

    public StackIdentity Stack { get; }

    public IEventRedactor? Redactor { get; }

    /// <summary>Gets whether resource properties are left out.</summary>
    public bool HidesProperties { get; }

    /// <summary>Gets whether the payload says what Heat's leaves out: the stack's name, project, root and parent, and the sequence.</summary>
    public bool IsExtended { get; }

    /// <summary>Gets whether the body is a CloudEvent around Heat's.</summary>
    public bool IsCloudEvent { get; }

    /// <summary>Gets the view for events that dead letters hold, which are as their sink saw them but for the form of the body; null for as they are.</summary>
    public EventView? OfLetters => IsCloudEvent ? new(Stack, isCloudEvent: true) : null;

    // Formats that show the sequence; all else is the same however often an event is published.
    private bool ShowsSequence => IsExtended || IsCloudEvent;

    /// <summary>Gives the view for a lane.</summary>
    /// <param name="stack">The lane's stack.</param>
    /// <param name="redactor">The engine's redactor, if it has given one.</param>
    /// <param name="hidesProperties">Whether the declaration wants no properties.</param>
    /// <param name="isExtended">Whether the declaration wants the extended format.</param>
    /// <param name="isCloudEvent">Whether the declaration wants CloudEvents.</param>
    /// <returns>The view; null if events are seen as they were published.</returns>
    public static EventView? For(StackIdentity stack, IEventRedactor? redactor, bool hidesProperties, bool isExtended, bool isCloudEvent = false) =>
        redactor is null && !hidesProperties && !isExtended && !isCloudEvent ? null : new(stack, redactor, hidesProperties, isExtended, isCloudEvent);

    /// <summary>Gives an event as it is seen. May run the engine's redactor, so never on the worker.</summary>
    /// <param name="recorded">The event as it was published.</param>
    /// <returns>The event as it is seen.</returns>
    /// <exception cref="RedactionException">The redactor gave nothing that may be seen, now or when another lane asked it.</exception>
    public StackEvent Of(in RecordedEvent recorded)
    {
        ref var variants = ref recorded.Event.Variants;
        var sequence = SequenceFor(recorded);
        var seen = variants.Find(this, sequence) ?? variants.Keep(this, sequence, Make(recorded));
        return seen as StackEvent ?? throw new RedactionException(((RedactionException)seen).Message, ((RedactionException)seen).InnerException);
    }

    /// <summary>Gives what a dead letter may hold of an event, without running the redactor: the worker calls this.</summary>
    /// <param name="recorded">The event as it was published.</param>
    /// <returns>The event as it is seen; if the redactor has not yet looked at it, or has failed, without all that it may hide.</returns>
    public StackEvent ForLetter(in RecordedEvent recorded) =>
        Redactor is null ? Of(recorded)
        : recorded.Event.Variants.Find(this, SequenceFor(recorded)) as StackEvent ?? Change(recorded.Event.WithoutDetails(), recorded.Sequence);

    public bool Equals(EventView? other) =>
        ReferenceEquals(this, other)
        || (other is not null && HidesProperties == other.HidesProperties && IsExtended == other.IsExtended && IsCloudEvent == other.IsCloudEvent
            && ReferenceEquals(Redactor, other.Redactor) && Stack == other.Stack);

    public override int GetHashCode() => HashCode.Combine(Stack, HidesProperties, IsExtended, IsCloudEvent);

    private static KeyValuePair<string, JsonElement>[] MembersOf(StackIdentity stack) =>
    [
        KeyValuePair.Create("stack_name", Json(stack.Name)),
        KeyValuePair.Create("project_id", Json(stack.ProjectId)),
        KeyValuePair.Create("root_stack_id", Json(stack.RootStackId)),
        KeyValuePair.Create("parent_stack_id", Json(stack.ParentStackId)),
    ];

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);

    private long SequenceFor(in RecordedEvent recorded) => ShowsSequence ? recorded.Sequence : EventVariants.AnySequence;

    // The redactor runs once for all views of an event, whatever else they do with it, and what it says holds for all of them.
    private object Make(in RecordedEvent recorded) =>
        Redactor is null ? Change(recorded.Event, recorded.Sequence)
        : HidesProperties || ShowsSequence ? Change(new EventView(Stack, Redactor).Of(recorded), recorded.Sequence)
        : Redact(recorded.Event, Redactor);

    private static object Redact(StackEvent e, IEventRedactor redactor)
    {
        StackEvent? redacted;
        try
        {
            redacted = redactor.Redact(e);
        }
        catch (Exception error)
        {
            // It may throw anything, and whatever that is, the event must not be seen.
            return new RedactionException($"the engine's redactor failed ({error.GetType().Name})", error);
        }

        return redacted is null ? new RedactionException("the engine's redactor gave no event")
            : redacted.Id != e.Id || redacted.StackId != e.StackId ? new RedactionException("the engine's redactor gave another event")
            : redacted;
    }

    private StackEvent Change(StackEvent e, long sequence)
    {
        var changed = HidesProperties ? e.WithResourceProperties(default) : e;
        return IsExtended ? changed.WithAdditionalPayloadMembers(Extend(changed.AdditionalPayloadMembers, sequence))
            : IsCloudEvent ? changed.WithForm(new CloudEventForm(Stack, sequence))
            : changed;
    }

    // What the engine itself has put there under one of these names gives way: a key stands in a body once.
    private KeyValuePair<string, JsonElement>[] Extend(IReadOnlyList<KeyValuePair<string, JsonElement>> members, long sequence)
    {
        KeyValuePair<string, JsonElement>[] added = [.. _stackMembers, KeyValuePair.Create("sequence", Json(sequence))];
        return [.. added, .. members.Where(member => !Array.Exists(added, own => own.Key == member.Key))];
    }
}

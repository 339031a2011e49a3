using System.CommandLine;
using System.CommandLine.Parsing;
using EventSinks.Storage;

namespace EventSinks.Tool.EventList;

/// <summary>The options that choose and sort events.</summary>
internal sealed class EventFilterOptions
{
    private static readonly Dictionary<string, EventSort> Sorts = new(StringComparer.Ordinal)
    {
        ["recorded"] = EventSort.Recorded,
        ["event-time"] = EventSort.EventTime,
        ["resource-type"] = EventSort.ResourceType,
    };

    private readonly Option<bool> _nested = new("--nested") { Description = "The stacks nested in STACK, however deep, too." };
    private readonly Option<string[]> _resources = new("--resource") { HelpName = "NAME", Description = "Only of this resource. May be repeated." };
    private readonly Option<string[]> _types = new("--type") { HelpName = "TYPE", Description = "Only of this resource type. May be repeated." };
    private readonly Option<string[]> _actions = new("--action") { HelpName = "ACTION", Description = "Only with this action, for example CREATE. May be repeated." };
    private readonly Option<string[]> _statuses = new("--status") { HelpName = "STATUS", Description = "Only with this status, for example FAILED. May be repeated." };
    private readonly Option<string?> _marker = new("--marker") { HelpName = "ID", Description = "Go on after the event with this id." };
    private readonly Option<int?> _limit = new("--limit") { HelpName = "N", Description = "At most so many events; with --follow, end after them." };
    private readonly Option<string> _sort = new Option<string>("--sort") { Description = "What to sort by.", DefaultValueFactory = static _ => "recorded" }
        .AcceptOnlyFromAmong([.. Sorts.Keys]);

    private readonly Option<bool> _descending = new("--desc") { Description = "The last first." };

    public void AddTo(Command command)
    {
        _marker.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !Guid.TryParse(token.Value, out _))
            {
                result.AddError($"--marker is an event's id, such as 542407af-eb57-4758-aa95-f5dc67f67dcd, but is {token.Value}.");
            }
        });
        _limit.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var limit) && limit < 1)
            {
                result.AddError($"--limit is at least 1, but is {limit}.");
            }
        });
        foreach (var option in new Option[] { _nested, _resources, _types, _actions, _statuses, _marker, _limit, _sort, _descending })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Says whether an order is asked for.</summary>
    public bool IsSorted(CommandResult result) => result.GetResult(_sort) is { Implicit: false } || result.GetValue(_descending);

    /// <summary>Gives the query, without a stack.</summary>
    public EventQuery Read(ParseResult parsed) => new()
    {
        IncludesNested = parsed.GetValue(_nested),
        ResourceNames = parsed.GetValue(_resources) ?? [],
        ResourceTypes = parsed.GetValue(_types) ?? [],

        // Engines write them in capitals; people need not.
        Actions = [.. (parsed.GetValue(_actions) ?? []).Select(static action => action.ToUpperInvariant())],
        Statuses = [.. (parsed.GetValue(_statuses) ?? []).Select(static status => status.ToUpperInvariant())],
        Marker = parsed.GetValue(_marker) is { } marker ? Guid.Parse(marker) : null,
        Limit = parsed.GetValue(_limit),
        Sort = Sorts[parsed.GetRequiredValue(_sort)],
        IsDescending = parsed.GetValue(_descending),
    };
}

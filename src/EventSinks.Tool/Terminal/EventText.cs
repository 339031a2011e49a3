using System.Globalization;

namespace EventSinks.Tool.Terminal;

/// <summary>Writes an event for people.</summary>
internal static class EventText
{
    /// <summary>As <c>openstack stack event list</c> shows an event in its log format, on one line.</summary>
    public static string Log(StackEvent e)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{e.Timestamp:yyyy-MM-dd HH:mm:ss} [{e.ResourceName}]: {e.ResourceAction}_{e.ResourceStatus}");
        return Harmless.Line(string.IsNullOrEmpty(e.ResourceStatusReason) ? line : $"{line}  {e.ResourceStatusReason}");
    }
}

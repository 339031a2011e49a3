using EventSinks.Tool;
using EventSinks.Tool.Terminal;

using var interrupts = new Interrupts();
interrupts.Listen();
return await new ToolApp(ToolConsole.OfProcess(interrupts)).RunAsync(args).ConfigureAwait(false);

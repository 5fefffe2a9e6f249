using Atiende.Commands;

return await CommandLine.Run(args);
